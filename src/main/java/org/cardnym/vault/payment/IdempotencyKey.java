package org.cardnym.vault.payment;

import java.util.regex.Pattern;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code Idempotency-Key}: an RFC 8941 string of 1 to 255 characters; the bare form is
 * taken as well.
 */
record IdempotencyKey(String value) {
  private static final Pattern BARE = Pattern.compile("[!#-\\[\\]-~]{1,255}");

  static IdempotencyKey parse(@Nullable String header) {
    if (header == null || header.isBlank()) {
      throw new Refusal(ErrorCode.IDEMPOTENCY_KEY_MISSING);
    }
    String text = header.trim();
    if (text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")) {
      text = text.substring(1, text.length() - 1);
    }
    if (!BARE.matcher(text).matches()) {
      throw new Refusal(ErrorCode.IDEMPOTENCY_KEY_MALFORMED);
    }
    return new IdempotencyKey(text);
  }
}
