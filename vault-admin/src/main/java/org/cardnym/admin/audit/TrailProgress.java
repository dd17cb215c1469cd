package org.cardnym.admin.audit;

import com.fasterxml.jackson.databind.JsonNode;
import org.cardnym.admin.terminal.Bar;
import org.cardnym.admin.terminal.Screen;

/** Tells a person how far the reading of a trail is, now and then. */
final class TrailProgress {
  private static final int EVERY = 1000;

  private final Screen screen;
  private final long from;
  private final long last;
  private long batch;
  private long entries;
  private long seen;

  TrailProgress(Screen screen, long from, JsonNode head) {
    this.screen = screen;
    this.from = from;
    this.last = head.path("number").asLong();
    this.batch = from - 1;
  }

  void saw(JsonNode each) {
    String kind = each.path("kind").asText();
    if (kind.equals("batch")) {
      batch = each.path("number").asLong();
    } else if (kind.equals("entry")) {
      entries++;
    }
    if (seen++ % EVERY == 0) {
      show();
    }
  }

  void end() {
    show();
    screen.endProgress();
  }

  private void show() {
    if (!screen.isWatched()) {
      return;
    }
    screen.progress(
        Bar.of(batch - from + 1, last - from + 1)
            + "  batch "
            + batch
            + " of "
            + last
            + ", "
            + entries
            + " entries");
  }
}
