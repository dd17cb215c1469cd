package org.cardnym.vault.issuer;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.Keys;
import org.cardnym.vault.keys.RowAlarm;
import org.cardnym.vault.refusal.Refusal;
import org.jboss.logging.Logger;

/**
 * Walks the exchanges of the last seven days, whatever their columns claim: {@link DueExchanges}
 * finds its work by state and due time before any MAC is checked, so who writes the database could
 * silently take a reversal off the queue. Here a forged row raises its alarm, an open one that the
 * queue would miss is put back, and a reversal that is gone is made again. On every replica; claims
 * nothing.
 */
@ApplicationScoped
class Watch {
  private static final Logger LOG = Logger.getLogger(Watch.class);
  private static final Duration AGE = Duration.ofDays(7);
  private static final int PAGE = 500;

  /** A tick's bound: 10,000 exchanges; the next goes on where it ended. */
  private static final int MOST_PAGES = 20;

  /** Longer than a row that is refused is put off, and than any lease. */
  private static final Duration LONGEST_PUT_OFF = Duration.ofMinutes(11);

  private final EntityManager entities;
  private final DatabaseClock database;
  private final IssuerSettings settings;
  private final Keys keys;
  private final RowAlarm alarm;

  /** The last message looked at; the scheduler never runs two ticks at once. */
  private volatile UUID after = new UUID(0, 0);

  Watch(
      EntityManager entities,
      DatabaseClock database,
      IssuerSettings settings,
      Keys keys,
      RowAlarm alarm) {
    this.entities = entities;
    this.database = database;
    this.settings = settings;
    this.keys = keys;
    this.alarm = alarm;
  }

  @Scheduled(
      every = "${cardnym.issuer.watch:1m}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void scheduled() {
    if (keys.open()) {
      walk();
    }
  }

  /** Walks on, up to the newest message or the tick's bound. */
  void walk() {
    for (int page = 0; page < MOST_PAGES; page++) {
      List<ExchangeRow.Key> next = QuarkusTransaction.requiringNew().call(this::page);
      look(next);
      if (next.size() < PAGE) {
        after = new UUID(0, 0);
        return;
      }
      after = next.getLast().messageId();
    }
  }

  /** By message id, which is a time (RFC 9562 §5.7) and, unlike state and kind, never changes. */
  private List<ExchangeRow.Key> page() {
    UUID oldest = new UUID(database.now().minus(AGE).toEpochMilli() << 16, 0);
    List<Object[]> rows =
        entities
            .createNativeQuery(
                "select family_id, message_id from exchange where message_id > greatest(:after, :oldest)"
                    + " order by message_id limit :most",
                Object[].class)
            .setParameter("after", after)
            .setParameter("oldest", oldest)
            .setParameter("most", PAGE)
            .getResultList();
    return rows.stream().map(r -> new ExchangeRow.Key((UUID) r[0], (UUID) r[1])).toList();
  }

  /** All at once, where none is refused; else one by one, so that each forged row has its alarm. */
  private void look(List<ExchangeRow.Key> page) {
    if (page.isEmpty()) {
      return;
    }
    List<ExchangeRow.Key> suspects;
    try {
      suspects = QuarkusTransaction.requiringNew().call(() -> adrift(page));
    } catch (RuntimeException refused) {
      suspects = page;
    }
    suspects.forEach(this::putBack);
  }

  private List<ExchangeRow.Key> adrift(List<ExchangeRow.Key> page) {
    Instant now = database.now();
    return entities
        .createQuery(
            "select e from ExchangeRow e where e.messageId in :messages", ExchangeRow.class)
        .setParameter("messages", page.stream().map(ExchangeRow.Key::messageId).toList())
        .getResultStream()
        .filter(row -> adrift(row, now))
        .map(ExchangeRow::key)
        .toList();
  }

  private void putBack(ExchangeRow.Key key) {
    try {
      QuarkusTransaction.requiringNew().run(() -> putBackIfAdrift(key));
    } catch (Refusal refused) {
      LOG.errorf("exchange_refused message=%s error=%s", key.messageId(), refused.code().wire());
    }
  }

  private void putBackIfAdrift(ExchangeRow.Key key) {
    ExchangeRow row = entities.find(ExchangeRow.class, key, LockModeType.PESSIMISTIC_WRITE);
    Instant now = database.now();
    if (row == null || !adrift(row, now)) {
      return;
    }
    LOG.errorf("exchange_adrift message=%s", key.messageId());
    if (row.state == ExchangeState.REVERSING) {
      alarm.raise(row.table(), TypeId.of(IdKind.MESSAGE, Reversals.key(row).messageId()));
      entities.persist(Reversals.of(row, now));
    } else {
      row.due = now;
    }
  }

  /**
   * Open, and due never or later than the vault itself puts anything off; or being undone by a
   * reversal that is gone.
   */
  private boolean adrift(ExchangeRow row, Instant now) {
    return row.state == ExchangeState.REVERSING
        ? entities.find(ExchangeRow.class, Reversals.key(row)) == null
        : row.state.open() && (row.due == null || row.due.isAfter(now.plus(longest())));
  }

  private Duration longest() {
    return List.of(
            LONGEST_PUT_OFF,
            settings.window(),
            settings.mostRepeat(),
            settings.mostReversal().multipliedBy(ExchangeRule.NOTICE_PATIENCE),
            settings.deadline().multipliedBy(3))
        .stream()
        .max(Duration::compareTo)
        .orElseThrow()
        .plusMinutes(1);
  }
}
