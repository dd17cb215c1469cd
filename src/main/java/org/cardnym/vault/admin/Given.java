package org.cardnym.vault.admin;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** What a body must hold. */
final class Given {
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private Given() {}

  /** The member, or a refusal that names it. */
  static <T> T member(@Nullable T value, String name) {
    if (value == null) {
      throw new Refusal(ErrorCode.MALFORMED, Map.of("field", name));
    }
    return value;
  }

  /** The list, none of whose members is null. */
  static <T> List<T> members(@Nullable List<@Nullable T> values, String name) {
    return member(values, name).stream().map(value -> member(value, name)).toList();
  }

  /**
   * An instant of UTC (RFC 3339) or the beginning of a date, from 1970 to 9999; null without a
   * text.
   */
  static @Nullable Instant time(@Nullable String text, String name) {
    if (text == null) {
      return null;
    }
    try {
      Instant time =
          text.length() == "9999-12-31".length()
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : Instant.parse(text);
      if (!time.isBefore(Instant.EPOCH) && !time.isAfter(LATEST)) {
        return time;
      }
    } catch (DateTimeException none) {
      throw new Refusal(ErrorCode.MALFORMED, Map.of("field", name));
    }
    throw new Refusal(ErrorCode.MALFORMED, Map.of("field", name));
  }

  static <T> T body(@Nullable T body) {
    if (body == null) {
      throw new Refusal(ErrorCode.MALFORMED);
    }
    return body;
  }
}
