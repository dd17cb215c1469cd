package org.cardnym.vault.merchant;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** The header {@code Retry-After}: seconds, or a date (RFC 9110 §10.2.3). */
final class RetryAfter {
  private static final int MAX_LENGTH = 40;

  private RetryAfter() {}

  /** The pause from {@code now}, never negative; null where the header says nothing usable. */
  static @Nullable Duration read(@Nullable String header, Instant now) {
    if (header == null || header.length() > MAX_LENGTH) {
      return null;
    }
    if (header.matches("[0-9]{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(header));
    }
    try {
      Instant at = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return at.isBefore(now) ? Duration.ZERO : Duration.between(now, at);
    } catch (DateTimeParseException unusable) {
      return null;
    }
  }
}
