package org.cardnym.vault.retention;

import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.keys.Keys;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jboss.logging.Logger;

/**
 * Runs what is due, each kind on one replica at a time, within bounds; one that fails is told,
 * tried again later, and holds up no other.
 */
@ApplicationScoped
class Purges {
  private static final Logger LOG = Logger.getLogger(Purges.class);
  private static final int BATCH = 500;

  /** What one kind may take of a tick; the next tick goes on. */
  private static final Duration SPAN = Duration.ofSeconds(20);

  private static final Duration AGAIN = Duration.ofMinutes(5);

  /** What is removed is gone for good, so a clock must not be far off. */
  private static final Duration MOST_SKEW = Duration.ofMinutes(1);

  private final List<Purge> purges;
  private final Rules rules;
  private final Passes passes;
  private final Keys keys;
  private final Audit audit;
  private final RetentionMeters meters;
  private final Clock clock;

  Purges(
      @All List<Purge> purges,
      Rules rules,
      Passes passes,
      Keys keys,
      Audit audit,
      RetentionMeters meters,
      Clock clock) {
    this.purges = purges;
    this.rules = rules;
    this.passes = passes;
    this.keys = keys;
    this.audit = audit;
    this.meters = meters;
    this.clock = clock;
  }

  void start(@Observes StartupEvent start) {
    passes.see(purges.stream().map(purge -> purge.terms().kind()).toList());
  }

  @Scheduled(
      every = "${cardnym.retention.sweep:10s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void scheduled() {
    if (!keys.open()) {
      return;
    }
    if (Duration.between(clock.instant(), passes.now()).abs().compareTo(MOST_SKEW) > 0) {
      LOG.error("purge_clock_off: this clock and the database's are apart, nothing is removed");
      return;
    }
    sweep();
  }

  /** One tick: whatever is due. */
  void sweep() {
    Set<String> waiting = passes.waiting();
    purges.stream()
        .filter(purge -> !waiting.contains(purge.terms().kind()))
        .forEach(purge -> passes.claim(purge.terms().kind()).ifPresent(claim -> run(purge, claim)));
  }

  private void run(Purge purge, Passes.Claim claimed) {
    Terms terms = purge.terms();
    Passes.Claim claim = claimed;
    long end = System.nanoTime() + SPAN.toNanos();
    try {
      Instant before = clock.instant().minus(keep(terms));
      do {
        Batch batch = purge.purge(before, claim.place(), BATCH);
        meters.purged(terms.kind(), batch.gone());
        claim = claim.after(batch);
      } while (claim.place() != null && System.nanoTime() < end);
      if (claim.place() == null) {
        finish(terms, claim);
      } else {
        passes.pause(claim);
      }
    } catch (RuntimeException failed) {
      fail(claim, terms, failed);
    }
  }

  private Duration keep(Terms terms) {
    Duration keep = rules.find(terms.kind()).map(Rules.Set::keep).orElse(terms.keep());
    // A release may narrow what earlier ones allowed.
    return keep.compareTo(terms.least()) < 0
        ? terms.least()
        : keep.compareTo(terms.most()) > 0 ? terms.most() : keep;
  }

  private void finish(Terms terms, Passes.Claim claim) {
    QuarkusTransaction.requiringNew()
        .run(() -> {
          if (passes.finish(claim, terms.every()) && terms.told()) {
            audit.record(
                AuditEvent.done("vault", AuditAction.RETENTION_PURGED, terms.kind())
                    .with(
                        Map.of(
                            "count", Long.toString(claim.gone()),
                            "left", Long.toString(claim.left()))));
          }
        });
    if (claim.left() > 0) {
      LOG.errorf("purge_left kind=%s count=%d", terms.kind(), claim.left());
    }
  }

  private void fail(Passes.Claim claim, Terms terms, RuntimeException failed) {
    ErrorCode code = failed instanceof Refusal refusal ? refusal.code() : ErrorCode.INTERNAL;
    LOG.errorf(
        "purge_failed kind=%s code=%s error=%s",
        terms.kind(), code.wire(), failed.getClass().getSimpleName());
    meters.failed(terms.kind());
    Duration wait = terms.every().compareTo(AGAIN) < 0 ? terms.every() : AGAIN;
    try {
      passes.fail(claim, wait, code.wire());
    } catch (RuntimeException lost) {
      // The lease ends by itself.
      LOG.warnf("purge_not_noted kind=%s error=%s", terms.kind(), lost.getClass().getSimpleName());
    }
  }
}
