package org.cardnym.vault.issuer;

import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * The one-time code that a bank sent to its customer: 4 to 10 digits. Does not print, and is kept
 * nowhere.
 */
public final class BankCode {
  private final String digits;

  private BankCode(String digits) {
    this.digits = digits;
  }

  /**
   * Reads what was typed.
   *
   * @throws Refusal {@link ErrorCode#CODE_WRONG} if it can't be a code
   */
  public static BankCode of(String typed) {
    boolean fit =
        typed.length() >= 4
            && typed.length() <= 10
            && typed.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!fit) {
      throw new Refusal(ErrorCode.CODE_WRONG);
    }
    return new BankCode(typed);
  }

  String digits() {
    return digits;
  }

  @Override
  public String toString() {
    return "BankCode";
  }
}
