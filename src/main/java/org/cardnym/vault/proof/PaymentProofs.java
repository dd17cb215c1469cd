package org.cardnym.vault.proof;

import org.cardnym.vault.password.Password;
import org.jspecify.annotations.Nullable;

/**
 * What a payment's page posts to prove it. Does not print.
 *
 * @param chooseCard true if the payer wants to choose the card once the proofs held
 */
public record PaymentProofs(
    @Nullable Password password,
    @Nullable String code,
    @Nullable GivenPasskey passkey,
    @Nullable Boolean chooseCard) {
  /** The proofs themselves; whoever takes them closes them. */
  public GivenProofs given() {
    return new ProofsBody(password, code, passkey).given();
  }

  @Override
  public String toString() {
    return "PaymentProofs";
  }
}
