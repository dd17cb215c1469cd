package org.cardnym.vault.issuer;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * When a route holds; null has no border.
 *
 * @param from its first instant
 * @param until the first instant after it
 */
record Validity(@Nullable Instant from, @Nullable Instant until) {
  /** In this millennium, so that no calendar reads it in two ways; microseconds are kept. */
  private static final String DATE = "2[0-9]{3}-[0-9]{2}-[0-9]{2}";

  private static final Pattern DAY = Pattern.compile(DATE);
  private static final Pattern INSTANT =
      Pattern.compile(DATE + "T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,6})?Z");

  /**
   * Reads an instant of UTC (RFC 3339), or a date, which means its first instant.
   *
   * @throws Refusal ROUTE_UNFIT
   */
  static Instant border(String text) {
    try {
      if (DAY.matcher(text).matches()) {
        return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      if (INSTANT.matcher(text).matches()) {
        return Instant.parse(text);
      }
    } catch (DateTimeException noSuchDay) {
      throw new Refusal(ErrorCode.ROUTE_UNFIT);
    }
    throw new Refusal(ErrorCode.ROUTE_UNFIT);
  }

  /** The beginning of what holds at once: in whole seconds, as people read it. */
  static Instant begun(Instant now) {
    return now.truncatedTo(ChronoUnit.SECONDS);
  }

  boolean empty() {
    return !begin().isBefore(end());
  }

  boolean overlaps(Validity other) {
    return begin().isBefore(other.end()) && other.begin().isBefore(end());
  }

  Route.State state(Instant now) {
    if (now.isBefore(begin())) {
      return Route.State.TO_COME;
    }
    return now.isBefore(end()) ? Route.State.EFFECTIVE : Route.State.OVER;
  }

  private Instant begin() {
    return from == null ? Instant.MIN : from;
  }

  private Instant end() {
    return until == null ? Instant.MAX : until;
  }
}
