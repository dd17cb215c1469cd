package org.cardnym.vault.retention;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/** Periods as operators write them: {@code 30d}, {@code 12h}, {@code 15m}. */
final class Period {
  private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,5})([dhm])");

  private Period() {}

  /**
   * @throws Refusal {@link ErrorCode#MALFORMED}
   */
  static Duration parse(String text) {
    Matcher read = TEXT.matcher(text);
    if (!read.matches()) {
      throw new Refusal(ErrorCode.MALFORMED, Map.of("field", "keep"));
    }
    long number = Long.parseLong(read.group(1));
    return switch (read.group(2)) {
      case "d" -> Duration.ofDays(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofMinutes(number);
    };
  }

  /** In the largest unit that is whole. */
  static String text(Duration period) {
    if (period.equals(Duration.ofDays(period.toDays()))) {
      return period.toDays() + "d";
    }
    return period.equals(Duration.ofHours(period.toHours()))
        ? period.toHours() + "h"
        : period.toMinutes() + "m";
  }
}
