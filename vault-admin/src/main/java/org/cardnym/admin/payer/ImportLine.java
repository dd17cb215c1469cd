package org.cardnym.admin.payer;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** How far an import is, in one line. */
final class ImportLine {
  private static final int WIDTH = 30;

  private final int before;
  private final Instant began;

  /**
   * @param before lines that an earlier run had brought in
   */
  ImportLine(int before, Instant began) {
    this.before = before;
    this.began = began;
  }

  String of(JsonNode state, Instant now) {
    int total = state.path("lines").asInt();
    int refused = state.path("refused").asInt();
    int done = taken(state);
    double part = total == 0 ? 1 : (double) done / total;
    int full = (int) Math.floor(part * WIDTH);
    return String.format(
        Locale.ROOT,
        "[%s%s] %3d %%  %d of %d lines%s%s",
        "#".repeat(full),
        "-".repeat(WIDTH - full),
        (int) Math.floor(part * 100),
        done,
        total,
        refused == 0 ? "" : ", " + refused + " refused",
        pace(done, total, Duration.between(began, now)));
  }

  static int taken(JsonNode state) {
    return state.path("imported").asInt() + state.path("refused").asInt();
  }

  private String pace(int done, int total, Duration spent) {
    long perSecond = spent.isZero() ? 0 : (done - before) * 1000L / Math.max(1, spent.toMillis());
    if (perSecond <= 0) {
      return "";
    }
    String pace = "  " + perSecond + " a second";
    return done == total ? pace : pace + ", " + text((total - done) / perSecond) + " left";
  }

  private static String text(long seconds) {
    return seconds >= 60 ? seconds / 60 + " min " + seconds % 60 + " s" : seconds + " s";
  }
}
