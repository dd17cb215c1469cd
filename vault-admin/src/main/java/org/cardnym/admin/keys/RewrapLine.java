package org.cardnym.admin.keys;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.cardnym.admin.terminal.Bar;

/** How far the walk is, in one line for a terminal. */
final class RewrapLine {
  private RewrapLine() {}

  static String of(JsonNode walk) {
    long done = walk.path("done").asLong();
    long total = Math.max(done, walk.path("total").asLong());
    boolean ended = walk.path("state").asText().equals("ended");
    return Bar.of(done, total)
        + "  "
        + done
        + " of "
        + total
        + " rows  "
        + (ended ? "ended" : pace(walk));
  }

  private static String pace(JsonNode walk) {
    String pace = walk.path("perSecond").asLong() + " a second";
    JsonNode left = walk.path("secondsLeft");
    return left.isNumber() ? pace + ", " + text(Duration.ofSeconds(left.asLong())) + " left" : pace;
  }

  private static String text(Duration left) {
    if (left.toHours() > 0) {
      return left.toHours() + " h " + left.toMinutesPart() + " min";
    }
    return left.toMinutes() > 0
        ? left.toMinutes() + " min " + left.toSecondsPart() + " s"
        : left.toSeconds() + " s";
  }
}
