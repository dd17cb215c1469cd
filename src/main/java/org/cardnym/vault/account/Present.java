package org.cardnym.vault.account;

import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** Members that a request must have. */
public final class Present {
  private Present() {}

  /**
   * The member.
   *
   * @throws Refusal {@link ErrorCode#MALFORMED} if it is missing
   */
  public static <T> T in(@Nullable T member) {
    if (member == null) {
      throw new Refusal(ErrorCode.MALFORMED);
    }
    return member;
  }
}
