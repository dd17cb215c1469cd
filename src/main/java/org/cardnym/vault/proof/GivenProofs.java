package org.cardnym.vault.proof;

import java.util.Objects;
import org.cardnym.vault.password.Password;

/**
 * All proofs of one step, as a page posts them: both or none. Does not print; closing wipes what it
 * can.
 *
 * @param password as typed
 * @param code six digits as typed
 */
public record GivenProofs(Password password, String code) implements AutoCloseable {
  public GivenProofs {
    Objects.requireNonNull(password);
    Objects.requireNonNull(code);
  }

  @Override
  public void close() {
    password.close();
  }

  @Override
  public String toString() {
    return "GivenProofs";
  }
}
