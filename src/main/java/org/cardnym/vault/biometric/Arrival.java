package org.cardnym.vault.biometric;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A browser that is back from a service; its state is used up. Proves nothing yet. Does not print.
 */
public final class Arrival {
  private final String provider;
  private final Instant begunAt;
  private final byte[] salt;
  private final String verifier;
  private final URI callback;
  private final boolean chooses;
  private final Return brought;

  Arrival(TripRow row, String verifier, URI callback, Return brought) {
    this.provider = row.provider;
    this.begunAt = row.begunAt;
    this.salt = row.salt.clone();
    this.chooses = row.chooses;
    this.verifier = verifier;
    this.callback = callback;
    this.brought = brought;
  }

  /** True where the payer had that wish at the start. */
  public boolean chooses() {
    return chooses;
  }

  /** True where no code came: there is nothing to exchange. */
  public boolean declined() {
    return brought.code() == null;
  }

  public String provider() {
    return provider;
  }

  Instant begunAt() {
    return begunAt;
  }

  String nonce(byte[] consent) {
    return Trips.nonce(salt, consent);
  }

  String verifier() {
    return verifier;
  }

  URI callback() {
    return callback;
  }

  @Nullable String code() {
    return brought.code();
  }

  @Nullable String issuer() {
    return brought.issuer();
  }

  @Override
  public String toString() {
    return "Arrival[" + provider + "]";
  }
}
