package org.cardnym.bench.stack;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Asks each replica over and over whether it is ready, and leads requests to those that are, as the
 * balancer in front of a vault does.
 */
public final class Balancer implements AutoCloseable {
  private static final long PAUSE_MILLIS = 200;
  private static final int READY = 1;

  /** One answer may be lost; as many as this are not. */
  private static final int MOST_FAILURES = 2;

  private final Stack stack;
  private final AtomicIntegerArray seen = new AtomicIntegerArray(Stack.REPLICAS);
  private final List<String> changes = new CopyOnWriteArrayList<>();
  private volatile boolean over;

  /** Who is there already is ready. */
  Balancer(Stack stack) {
    this.stack = stack;
    for (int replica = 0; replica < Stack.REPLICAS; replica++) {
      int asked = replica;
      seen.set(replica, READY);
      Thread.startVirtualThread(() -> watch(asked));
    }
  }

  /** The one that is wanted while it is ready, or while the other is not. */
  int led(int wanted) {
    int other = Stack.REPLICAS - 1 - wanted;
    return seen.get(wanted) == READY || seen.get(other) != READY ? wanted : other;
  }

  /** When each was found ready, and when no longer. */
  public List<String> changes() {
    return List.copyOf(changes);
  }

  @Override
  public void close() {
    over = true;
  }

  private void watch(int replica) {
    int failures = 0;
    while (!over) {
      failures = stack.healthy(replica) ? 0 : failures + 1;
      int now = failures < MOST_FAILURES ? READY : 0;
      if (seen.getAndSet(replica, now) != now) {
        changes.add(
            Instant.now() + " replica " + (replica + 1) + (now == READY ? " ready" : " unready"));
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
