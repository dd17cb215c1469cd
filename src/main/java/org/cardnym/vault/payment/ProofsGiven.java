package org.cardnym.vault.payment;

import java.util.UUID;
import org.cardnym.vault.proof.GivenProofs;
import org.jspecify.annotations.Nullable;

/**
 * What the payer typed on the payment's page, and from where. Does not print.
 *
 * @param chooseCard true if the payer wants to choose among several cards once the proofs held
 */
public record ProofsGiven(
    @Nullable UUID browser, String address, GivenProofs proofs, boolean chooseCard) {
  @Override
  public String toString() {
    return "ProofsGiven";
  }
}
