package org.cardnym.vault.proof;

import java.util.Objects;
import org.cardnym.vault.password.Password;

/**
 * Password and a code that came by text message: both or none.
 *
 * @param password as typed
 * @param code eight digits as typed
 */
public record PasswordAndSms(Password password, String code) implements GivenProofs {
  public PasswordAndSms {
    Objects.requireNonNull(password);
    Objects.requireNonNull(code);
  }

  @Override
  public void close() {
    password.close();
  }

  @Override
  public String toString() {
    return "PasswordAndSms";
  }
}
