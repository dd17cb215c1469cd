package org.cardnym.bench.rotate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.cardnym.bench.stack.Stack;
import org.cardnym.sandbox.process.Await;

/** Looks on while all data keys are wrapped anew, and kills each replica once at it. */
final class Walk {
  private static final Duration LONGEST = Duration.ofHours(2);
  private static final Duration RESTART = Duration.ofMinutes(4);

  /** Parts of the rows, in hundredths, after which a replica is killed. */
  private static final int[] KILLS = {15, 55};

  private final Stack stack;
  private final Runnable hurry;
  private final Consumer<String> say;
  private final Await await = new Await(() -> false);
  private JsonNode last = JsonNodeFactory.instance.objectNode();
  private int killed;

  /**
   * @param hurry is called once both replicas have been killed
   */
  Walk(Stack stack, Runnable hurry, Consumer<String> say) {
    this.stack = stack;
    this.hurry = hurry;
    this.say = say;
  }

  /**
   * Waits for its end. Returns how the vault says that it ended.
   *
   * @throws IllegalStateException if it ended before both were killed
   */
  JsonNode watch() {
    await.until("the walk", LONGEST, this::ended);
    if (killed < KILLS.length) {
      throw new IllegalStateException(
          "the walk was over before each replica had been killed: --rate lower, or --cards more");
    }
    return last;
  }

  private boolean ended() {
    try {
      last = stack.admin().get("/rewrap");
    } catch (IOException down) {
      // The replica that is asked is the one that was killed.
      return false;
    }
    if (!last.path("state").asText().equals("running")) {
      return true;
    }
    long percent = 100 * last.path("done").asLong() / Math.max(1, last.path("total").asLong());
    if (killed < KILLS.length && percent >= KILLS[killed]) {
      kill(Stack.REPLICAS - 1 - killed, percent);
    }
    return false;
  }

  private void kill(int replica, long percent) {
    stack.vault(replica).kill();
    killed++;
    say.accept("SIGKILL to replica " + (replica + 1) + " at " + percent + " % of the rows");
    stack.vault(replica).start();
    await.until("replica " + (replica + 1), RESTART, () -> stack.vaultReady(replica));
    if (killed == KILLS.length) {
      hurry.run();
    }
  }
}
