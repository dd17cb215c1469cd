package org.cardnym.vault.notice;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Says a time as mails tell it. */
public final class InWords {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm O", Locale.ENGLISH);

  private InWords() {}

  /** For instance {@code 2026-11-03 14:05 GMT+1}: in numbers, as a mail speaks two languages. */
  public static String time(Instant at, ZoneId zone) {
    return TIME.format(at.atZone(zone));
  }
}
