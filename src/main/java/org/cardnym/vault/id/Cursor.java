package org.cardnym.vault.id;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** A place in a list ordered by identifier, opaque to the caller. */
public final class Cursor {
  public static final int DEFAULT_LIMIT = 20;
  public static final int MAX_LIMIT = 100;

  private Cursor() {}

  public static String after(UUID last) {
    var bytes =
        ByteBuffer.allocate(16)
            .putLong(last.getMostSignificantBits())
            .putLong(last.getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /**
   * The identifier behind a cursor, or null at a list's beginning. It is a place and no permission:
   * whoever makes one up reads their own list from another place.
   */
  public static @Nullable UUID read(@Nullable String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return null;
    }
    try {
      var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
      if (bytes.remaining() == 16) {
        var last = new UUID(bytes.getLong(), bytes.getLong());
        // Base 64 could spell the last letter in sixteen ways.
        if (after(last).equals(cursor)) {
          return last;
        }
      }
    } catch (IllegalArgumentException notBase64) {
      throw new Refusal(ErrorCode.MALFORMED, java.util.Map.of("field", "cursor"));
    }
    throw new Refusal(ErrorCode.MALFORMED, java.util.Map.of("field", "cursor"));
  }

  /** A page size between 1 and {@value #MAX_LIMIT}, as it was asked for in a query. */
  public static int limit(@Nullable String asked) {
    if (asked == null) {
      return DEFAULT_LIMIT;
    }
    int limit = asked.matches("[0-9]{1,4}") ? Integer.parseInt(asked) : 0;
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new Refusal(
          ErrorCode.MALFORMED, java.util.Map.of("field", "limit", "maximum", MAX_LIMIT));
    }
    return limit;
  }
}
