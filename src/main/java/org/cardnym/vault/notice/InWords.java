package org.cardnym.vault.notice;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Says a time as mails tell it. */
public final class InWords {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm O", Locale.ENGLISH);

  private InWords() {}

  /** For instance {@code 3 November 2026, 14:05 GMT+1}. */
  public static String time(Instant at, ZoneId zone) {
    return TIME.format(at.atZone(zone));
  }
}
