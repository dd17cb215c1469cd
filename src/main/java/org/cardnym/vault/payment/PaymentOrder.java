package org.cardnym.vault.payment;

import java.util.Map;
import org.cardnym.vault.alias.CardLike;
import org.cardnym.vault.alias.PreparedAlias;
import org.cardnym.vault.merchant.PlainText;
import org.cardnym.vault.money.Money;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What a merchant asks to be paid for. Its texts are plain and short, without links, control or
 * direction marks, as they are shown to the payer.
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
    if (description != null) {
      plain("order.description", description, MAX_DESCRIPTION);
    }
    if (returnUrl != null && (returnUrl.length() > MAX_RETURN_URL || CardLike.isCard(returnUrl))) {
      throw new Refusal(ErrorCode.RETURN_URL_REFUSED, Map.of("field", "returnUrl"));
    }
  }

  /** Plain, and no card number: these texts stand in clear (PCI DSS 3.5.1). */
  static void plain(String member, String text, int most) {
    if (!PlainText.fits(text, most)) {
      throw new Refusal(ErrorCode.MALFORMED, Map.of("field", member));
    }
    if (CardLike.isCard(text)) {
      throw new Refusal(ErrorCode.TEXT_LIKE_CARD, Map.of("field", member));
    }
  }
}
