package org.cardnym.vault.proof;

import org.cardnym.vault.password.Password;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What a payment's page posts to prove it. Does not print.
 *
 * @param smsCode in place of {@code code}, one that came by text message
 * @param chooseCard true if the payer wants to choose the card once the proofs held
 */
public record PaymentProofs(
    @Nullable Password password,
    @Nullable String code,
    @Nullable String smsCode,
    @Nullable GivenPasskey passkey,
    @Nullable Boolean chooseCard) {
  /**
   * The proofs themselves; whoever takes them closes them.
   *
   * @throws Refusal {@link ErrorCode#MALFORMED} if something is missing, or of two ways
   */
  public GivenProofs given() {
    if (smsCode != null) {
      if (password == null || code != null || passkey != null) {
        throw new Refusal(ErrorCode.MALFORMED);
      }
      return new PasswordAndSms(password, smsCode);
    }
    if (password != null && code == null && passkey == null) {
      return new PasswordAlone(password);
    }
    return new ProofsBody(password, code, passkey).given();
  }

  @Override
  public String toString() {
    return "PaymentProofs";
  }
}
