package org.cardnym.vault.proof;

import org.cardnym.vault.biometric.Arrival;

/**
 * What a browser brought back from an identity service, for whose token it is yet to be exchanged.
 * Does not print.
 */
public final class GivenToken implements GivenProofs {
  private final Arrival arrival;

  GivenToken(Arrival arrival) {
    this.arrival = arrival;
  }

  Arrival arrival() {
    return arrival;
  }

  /** True if the payer wanted to choose the card. */
  public boolean chooses() {
    return arrival.chooses();
  }

  /** True where the person, or the service, has declined: there is nothing to judge. */
  public boolean declined() {
    return arrival.declined();
  }

  @Override
  public void close() {}

  @Override
  public String toString() {
    return "GivenToken";
  }
}
