package org.cardnym.vault.proof;

import org.cardnym.vault.password.Password;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** Proofs as a page posts them: all of one way, and of one way only. Does not print. */
public record ProofsBody(
    @Nullable Password password, @Nullable String code, @Nullable GivenPasskey passkey) {
  /**
   * What was given; whoever takes it closes it.
   *
   * @throws Refusal {@link ErrorCode#MALFORMED} if something is missing, or of two ways
   */
  public GivenProofs given() {
    if (passkey != null && password == null && code == null) {
      return passkey;
    }
    if (password == null || code == null || passkey != null) {
      throw new Refusal(ErrorCode.MALFORMED);
    }
    return new PasswordAndCode(password, code);
  }

  @Override
  public String toString() {
    return "ProofsBody";
  }
}
