package org.cardnym.vault.payment;

import java.util.Map;
import org.cardnym.vault.alias.PreparedAlias;
import org.cardnym.vault.money.Money;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What a merchant asks to be paid for. Its texts are plain and short, without control or direction
 * marks, as they are shown to the payer.
 */
record PaymentOrder(
    PreparedAlias alias,
    Money amount,
    String reference,
    @Nullable String description,
    @Nullable String returnUrl) {
  static final int MAX_REFERENCE = 64;
  static final int MAX_DESCRIPTION = 140;
  static final int MAX_RETURN_URL = 1_000;

  PaymentOrder {
    plain("order.reference", reference, MAX_REFERENCE);
    if (reference.isBlank()) {
      throw unfit("order.reference");
    }
    if (description != null) {
      plain("order.description", description, MAX_DESCRIPTION);
    }
    if (returnUrl != null && returnUrl.length() > MAX_RETURN_URL) {
      throw new Refusal(ErrorCode.RETURN_URL_REFUSED);
    }
  }

  private static void plain(String member, String text, int most) {
    boolean marked = text.codePoints().anyMatch(PaymentOrder::unshowable);
    if (marked || text.codePointCount(0, text.length()) > most) {
      throw unfit(member);
    }
  }

  private static boolean unshowable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static Refusal unfit(String member) {
    return new Refusal(ErrorCode.MALFORMED, Map.of("member", member));
  }
}
