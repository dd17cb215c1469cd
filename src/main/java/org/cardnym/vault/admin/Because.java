package org.cardnym.vault.admin;

import java.util.Map;
import org.cardnym.vault.alias.CardLike;
import org.cardnym.vault.merchant.PlainText;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** Why an operator does what payers or shops will feel, for the audit trail. */
record Because(@Nullable String reason) {
  private static final int MAX_LENGTH = 200;

  /**
   * The reason of a body.
   *
   * @throws Refusal as {@link #checked}, or {@link ErrorCode#MALFORMED} without a body
   */
  static String of(@Nullable Because because) {
    return checked(Given.body(because).reason());
  }

  /**
   * One plain line that the trail keeps for good: no card, no contact.
   *
   * @throws Refusal {@link ErrorCode#MALFORMED}, or {@link ErrorCode#TEXT_LIKE_CARD}
   */
  static String checked(@Nullable String reason) {
    String given = Given.member(reason, "reason");
    if (CardLike.isCard(given)) {
      throw new Refusal(ErrorCode.TEXT_LIKE_CARD, Map.of("field", "reason"));
    }
    if (!PlainText.fits(given, MAX_LENGTH) || given.indexOf('@') >= 0) {
      throw new Refusal(ErrorCode.MALFORMED, Map.of("field", "reason"));
    }
    return given;
  }
}
