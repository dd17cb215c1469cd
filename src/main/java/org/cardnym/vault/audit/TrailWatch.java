package org.cardnym.vault.audit;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Walks the entries and batches of the last seven days, whatever their columns claim: {@link
 * Waiting} finds its work by refusal and batch, which no seal covers. On every replica; claims
 * nothing.
 */
@ApplicationScoped
class TrailWatch {
  private static final Duration AGE = Duration.ofDays(7);
  private static final int PAGE = 500;

  /** A tick's bound: 10,000 entries; the next goes on where it ended. */
  private static final int MOST_PAGES = 20;

  /** A tick's bound, and a week of batches at one a second in five hours. */
  private static final int MOST_BATCHES = 2_000;

  private static final int MOST_ALARMS = 100;
  private static final UUID NONE = new UUID(0, 0);

  private final EntityManager entities;
  private final Clock clock;
  private final AuditSeal seal;
  private final AuditHeads heads;
  private final SignedBatches batches;
  private final Placement placement;

  /** The last entry and batch looked at; the scheduler never runs two ticks at once. */
  private volatile UUID after = NONE;

  private volatile long counted;

  TrailWatch(
      EntityManager entities,
      Clock clock,
      AuditSeal seal,
      AuditHeads heads,
      SignedBatches batches,
      Placement placement) {
    this.entities = entities;
    this.clock = clock;
    this.seal = seal;
    this.heads = heads;
    this.batches = batches;
    this.placement = placement;
  }

  @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void scheduled() {
    if (seal.ready()) {
      walk();
      count();
    }
  }

  /** Walks on, up to the newest entry or the tick's bound; true if it came to the newest. */
  boolean walk() {
    for (int page = 0; page < MOST_PAGES; page++) {
      List<AuditRow> next = page();
      placement.look(next);
      if (next.size() < PAGE) {
        after = NONE;
        return true;
      }
      after = next.getLast().entryId;
    }
    return false;
  }

  /** Counts on, up to the last batch or the tick's bound; true if it came to the last. */
  boolean count() {
    Optional<Head> head = heads.look();
    if (head.isPresent()) {
      long last = head.get().number;
      long first = Math.max(counted + 1, last - AGE.toSeconds());
      long end = Math.min(last, first + MOST_BATCHES - 1);
      batches.count(Math.max(first, 1), end, MOST_ALARMS);
      counted = end == last ? 0 : end;
    }
    return counted == 0;
  }

  /** By identifier, which is a time (RFC 9562 §5.7) and sealed, unlike refusal and batch. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  List<AuditRow> page() {
    UUID oldest = new UUID(clock.instant().minus(AGE).toEpochMilli() << 16, 0);
    List<AuditRow> rows =
        entities
            .createNativeQuery(
                "select "
                    + Columns.ENTRY
                    + " from audit_entry where entry_id > greatest(:after, :oldest)"
                    + " order by entry_id limit :most",
                AuditRow.class)
            .setParameter("after", after)
            .setParameter("oldest", oldest)
            .setParameter("most", PAGE)
            .getResultList();
    rows.forEach(entities::detach);
    return rows;
  }
}
