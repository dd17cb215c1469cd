package org.cardnym.vault.standing;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.audit.Journal;
import org.cardnym.vault.audit.TrailWitness;
import org.cardnym.vault.audit.TrailWitness.Heard;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.Keys;
import org.cardnym.vault.keys.KeysOpened;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whether this replica may take payments. It judges when its keys open, before it serves anybody
 * and before it signs anything, and again every two seconds; until it has, and where it can't, it
 * takes none.
 */
@ApplicationScoped
public class Recoveries {
  private static final Logger LOG = Logger.getLogger(Recoveries.class);

  /** How long it may go unread. */
  private static final Duration FRESH = Duration.ofSeconds(30);

  private record Known(Restorations.Seen seen, long atNanos) {
    boolean fresh() {
      return System.nanoTime() - atNanos < FRESH.toNanos();
    }
  }

  private final Restorations restorations;
  private final TrailWitness witness;
  private final Journal journal;
  private final Place place;
  private final Keys keys;
  private volatile @Nullable Known known;
  private volatile boolean placeUnknown;

  /** The newest recovery, where it had ended before this replica looked for the first time. */
  private volatile @Nullable Recovery late;

  private boolean looked;

  Recoveries(
      Restorations restorations,
      TrailWitness witness,
      Journal journal,
      Place place,
      Keys keys,
      MeterRegistry meters) {
    this.restorations = restorations;
    this.witness = witness;
    this.journal = journal;
    this.place = place;
    this.keys = keys;
    meters.gauge(
        "cardnym_recovering", this, recoveries -> recoveries.recovery().isPresent() ? 1 : 0);
  }

  /** After the keys are open, and before anything else that needs them. */
  void start(@Observes @Priority(20) StartupEvent start) {
    look();
  }

  void opened(@Observes KeysOpened opened) {
    look();
  }

  @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    if (!keys.open()) {
      known = null;
      return;
    }
    try {
      judge();
    } catch (RuntimeException unread) {
      if (unread instanceof Refusal) {
        // A row that is not the vault's own says nothing, and least of all that all is well.
        known = null;
      }
      LOG.errorf("standing_unread error=%s", name(unread));
    }
  }

  private synchronized void judge() {
    Heard heard = witness.hear();
    Restorations.Seen seen = restorations.look(heard, place());
    Known before = known;
    if (before != null && seen.revision() < before.seen.revision()) {
      throw new Refusal(ErrorCode.ROW_REFUSED);
    }
    journal.restored(restored(seen), seen.recovery() != null);
    witness.actedUpon();
    if (!looked) {
      looked = true;
      late = seen.recovery() == null && !seen.all().isEmpty() ? seen.all().getFirst() : null;
    }
    known = new Known(seen, System.nanoTime());
    tell(before, seen);
  }

  private static List<Journal.Restored> restored(Restorations.Seen seen) {
    return seen.all().stream()
        .map(each -> new Journal.Restored(TypeId.of(IdKind.RESTORE, each.id()), each.lastBatch()))
        .toList();
  }

  private static void tell(@Nullable Known before, Restorations.Seen seen) {
    Recovery was = before == null ? null : before.seen.recovery();
    Recovery is = seen.recovery();
    if (is != null && was == null) {
      LOG.errorf("vault_recovering reason=%s", is.cause().wire());
    } else if (is == null && was != null) {
      LOG.info("vault_recovered");
    }
  }

  /** Empty where the database doesn't say. */
  private String place() {
    try {
      String now = place.now();
      placeUnknown = false;
      return now;
    } catch (RuntimeException untold) {
      if (!placeUnknown) {
        LOG.errorf("place_unknown error=%s", name(untold));
      }
      placeUnknown = true;
      return "";
    }
  }

  private static String name(RuntimeException unread) {
    return unread instanceof Refusal refusal
        ? refusal.code().wire()
        : unread.getClass().getSimpleName();
  }

  /** True while this replica takes no payments; a sealed one says so by itself. */
  public boolean closed() {
    Known now = known;
    return keys.open() && (now == null || now.seen.recovery() != null || !now.fresh());
  }

  /** True where the database does not say where it lies: one that was moved is not told by that. */
  public boolean placeUnknown() {
    return placeUnknown;
  }

  /**
   * Refuses what must not begin during a recovery.
   *
   * @throws Refusal {@link ErrorCode#RECOVERY}
   */
  public void requireServing() {
    if (closed()) {
      throw new Refusal(ErrorCode.RECOVERY);
    }
  }

  /** The recovery that is under way, as this replica knows it. */
  public Optional<Recovery> recovery() {
    Known now = known;
    return now == null ? Optional.empty() : Optional.ofNullable(now.seen.recovery());
  }

  /** The newest recovery, whatever became of it. */
  public Optional<Recovery> last() {
    Known now = known;
    return now == null ? Optional.empty() : now.seen.all().stream().findFirst();
  }

  /** The newest recovery, where it had ended before this replica started. */
  public Optional<Recovery> late() {
    return Optional.ofNullable(late);
  }

  /** The database's time, by which recoveries are judged. */
  public Instant now() {
    return restorations.time();
  }

  /** True if what was made then may have been lost in a restore. */
  public boolean lost(Instant madeAt) {
    Known now = known;
    List<Recovery> all = now == null ? List.of() : now.seen.all();
    return all.stream().anyMatch(each -> each.lost(madeAt));
  }

  /**
   * Begins a recovery at an operator's word; this replica stops at once, the others within seconds.
   *
   * @param lostFrom since when the vault's books may lack something
   * @throws Refusal {@link ErrorCode#CONFLICT} while one is under way
   */
  public void begin(String actor, String reason, Instant lostFrom) {
    restorations.begin(actor, reason, lostFrom, witness.hear());
    look();
  }

  /**
   * What became of a replica's journal.
   *
   * @param reach the batch up to which nothing is missing in it, 0 where nothing says so
   * @param lines how many were read
   * @param refused how many of them the vault has not written so
   * @param carried how many changes were made again because of them
   * @param left for how many payers that was not possible
   */
  public record Journaled(long reach, long lines, long refused, long carried, long left) {
    private boolean isBetterThan(RestorationRow row) {
      return reach > row.reached
          || (reach == row.reached && (row.journal == null || refused < row.refused));
    }
  }

  /**
   * Notes what of a journal was carried forward; the one that goes furthest counts. One that goes
   * further than those before and is not done leaves it open.
   */
  public void carried(Recovery recovery, Journaled journaled) {
    boolean whole = journaled.left() == 0;
    if (!whole && journaled.reach() <= recovery.reached()) {
      return;
    }
    restorations.change(
        recovery.id(),
        row -> {
          if (journaled.isBetterThan(row)) {
            boolean counts = whole && row.view().reachedBy(journaled.reach());
            row.journal = counts ? journaled.lines() : null;
            row.refused = counts ? journaled.refused() : 0;
            row.reached = journaled.reach();
          }
          row.carried += journaled.carried();
        });
    look();
  }

  /** Notes what a replica carried forward that started only after the recovery's end. */
  public void carriedLate(UUID restoreId, Journaled journaled) {
    restorations.late(restoreId, journaled.reach(), journaled.carried());
  }

  /**
   * Ends the recovery, in the caller's transaction; replicas go on within seconds.
   *
   * @param by who signed
   * @throws Refusal {@link ErrorCode#CONFLICT} where this one is not under way
   */
  public void end(UUID restoreId, String by, Map<String, String> facts) {
    restorations.end(restoreId, by, facts);
  }
}
