package org.cardnym.vault.proof;

import java.util.Objects;
import org.cardnym.vault.password.Password;

/**
 * Password and one-time code: both or none.
 *
 * @param password as typed
 * @param code six digits as typed
 */
public record PasswordAndCode(Password password, String code) implements GivenProofs {
  public PasswordAndCode {
    Objects.requireNonNull(password);
    Objects.requireNonNull(code);
  }

  @Override
  public void close() {
    password.close();
  }

  @Override
  public String toString() {
    return "PasswordAndCode";
  }
}
