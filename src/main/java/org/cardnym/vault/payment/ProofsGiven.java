package org.cardnym.vault.payment;

import java.util.UUID;
import org.cardnym.vault.proof.GivenProofs;
import org.jspecify.annotations.Nullable;

/** What the payer typed on the payment's page, and from where. Does not print. */
public record ProofsGiven(@Nullable UUID browser, String address, GivenProofs proofs) {
  @Override
  public String toString() {
    return "ProofsGiven";
  }
}
