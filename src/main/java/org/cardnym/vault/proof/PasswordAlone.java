package org.cardnym.vault.proof;

import java.util.Objects;
import org.cardnym.vault.password.Password;

/**
 * A password without a code: taken only where policy lets one factor carry a payment.
 *
 * @param password as typed
 */
public record PasswordAlone(Password password) implements GivenProofs {
  public PasswordAlone {
    Objects.requireNonNull(password);
  }

  @Override
  public void close() {
    password.close();
  }

  @Override
  public String toString() {
    return "PasswordAlone";
  }
}
