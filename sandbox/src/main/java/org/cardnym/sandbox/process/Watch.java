package org.cardnym.sandbox.process;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Starts a child again that died unasked, as an orchestrator would; gives up on one that keeps
 * dying.
 */
public final class Watch {
  private static final int RESTARTS = 5;
  private static final Duration WITHIN = Duration.ofMinutes(1);

  private final List<Child> children = new CopyOnWriteArrayList<>();
  private final Map<String, Deque<Instant>> deaths = new HashMap<>();
  private final Consumer<String> say;

  public Watch(Consumer<String> say) {
    this.say = say;
  }

  public void add(Child child) {
    children.add(child);
  }

  /** One look at all children; the name of one that is given up stands in the exception. */
  public void look(Instant now) {
    for (Child child : children) {
      if (child.diedUnasked()) {
        if (tooOften(child.name(), now)) {
          throw new IllegalStateException(child.name() + " keeps ending");
        }
        say.accept(child.name() + " ended (" + child.exitCode() + "); it is started again");
        child.start();
      }
    }
  }

  private boolean tooOften(String name, Instant now) {
    Deque<Instant> recent = deaths.computeIfAbsent(name, any -> new ArrayDeque<>());
    recent.removeIf(death -> death.isBefore(now.minus(WITHIN)));
    recent.add(now);
    return recent.size() > RESTARTS;
  }
}
