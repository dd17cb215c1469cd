package org.cardnym.vault.proof;

import java.util.Objects;
import org.cardnym.vault.password.Password;
import org.jspecify.annotations.Nullable;

/**
 * What a payment's page posts to prove it. Does not print; closing wipes what it can.
 *
 * @param chooseCard true if the payer wants to choose the card once the proofs held
 */
public record PaymentProofs(Password password, String code, @Nullable Boolean chooseCard)
    implements AutoCloseable {
  public PaymentProofs {
    Objects.requireNonNull(password);
    Objects.requireNonNull(code);
  }

  /** The proofs themselves; wiped together with these. */
  public GivenProofs given() {
    return new GivenProofs(password, code);
  }

  @Override
  public void close() {
    password.close();
  }

  @Override
  public String toString() {
    return "PaymentProofs";
  }
}
