package org.cardnym.vault.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** What exchanges told those who intended them. */
@ApplicationScoped
class Heard implements ExchangeSettled {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final List<Settled> all = new CopyOnWriteArrayList<>();
  private final Map<UUID, AtomicInteger> deaf = new ConcurrentHashMap<>();
  private final TransactionSynchronizationRegistry transaction;

  Heard(TransactionSynchronizationRegistry transaction) {
    this.transaction = transaction;
  }

  /** Hears what has come to stand, and not what was rolled back. */
  private record Committed(Runnable hear) implements Synchronization {
    @Override
    public void beforeCompletion() {
      // Nothing is heard yet.
    }

    @Override
    public void afterCompletion(int status) {
      if (status == Status.STATUS_COMMITTED) {
        hear.run();
      }
    }
  }

  @Override
  public boolean handles(Kind kind) {
    return true;
  }

  @Override
  public void settled(Settled settled) {
    AtomicInteger left = deaf.get(settled.messageId());
    if (left != null && left.getAndDecrement() > 0) {
      throw new IllegalStateException("the listener fails");
    }
    transaction.registerInterposedSynchronization(new Committed(() -> all.add(settled)));
  }

  /** Fails the next {@code times} that this message settles. */
  void deafFor(UUID messageId, int times) {
    deaf.put(messageId, new AtomicInteger(times));
  }

  List<Outcome> of(UUID messageId) {
    return all.stream().filter(s -> s.messageId().equals(messageId)).map(Settled::outcome).toList();
  }

  Settled last(UUID messageId) {
    return all.stream()
        .filter(s -> s.messageId().equals(messageId))
        .reduce((one, next) -> next)
        .orElseThrow();
  }

  /** Waits until the message has come to this outcome. */
  Settled await(UUID messageId, Outcome outcome) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!of(messageId).contains(outcome) && Instant.now().isBefore(end)) {
      LockSupport.parkNanos(20_000_000);
    }
    assertThat(of(messageId)).contains(outcome);
    return last(messageId);
  }
}
