package org.cardnym.vault.notice;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.Keys;
import org.cardnym.vault.keys.PutOffRows;
import org.cardnym.vault.payer.Departures;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jboss.logging.Logger;

/**
 * Erases payers who have left once no mail waits for them any more: the contact is what the last
 * one is sent to. Mail that can't be sent is given up after a day, so nobody waits for longer.
 */
@ApplicationScoped
class LastMails {
  private static final Logger LOG = Logger.getLogger(LastMails.class);

  private static final UUID NOBODY = new UUID(0, 0);
  private static final int BATCH = 100;
  private static final int BATCHES = 10;

  private final Keys keys;
  private final Departures departures;
  private final NoticeQueue queue;
  private final Clock clock;
  private final PutOffRows refused = new PutOffRows();

  /** Where the next run goes on, so that nobody waits for those whom it passes over. */
  private UUID last = NOBODY;

  LastMails(Keys keys, Departures departures, NoticeQueue queue, Clock clock) {
    this.keys = keys;
    this.departures = departures;
    this.queue = queue;
    this.clock = clock;
  }

  @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void run() {
    for (int batch = 0; batch < BATCHES && keys.open(); batch++) {
      List<UUID> left = departures.unfinished(last, BATCH);
      if (left.isEmpty()) {
        last = NOBODY;
        return;
      }
      Set<UUID> waiting = queue.waiting(left);
      left.stream().filter(payerId -> !waiting.contains(payerId)).forEach(this::finish);
      last = left.getLast();
    }
  }

  private void finish(UUID payerId) {
    if (refused.has(payerId, clock.instant())) {
      return;
    }
    try {
      departures.clear(payerId);
      QuarkusTransaction.requiringNew()
          .run(() -> {
            if (!queue.waits(payerId)) {
              departures.finish(payerId);
            }
          });
    } catch (RuntimeException failed) {
      if (failed instanceof Refusal refusal && refusal.code() == ErrorCode.ROW_REFUSED) {
        refused.putOff(payerId, clock.instant());
      }
      // The others must not wait for it; a row that does not check has raised its alarm already.
      LOG.warnf(
          "payer_not_erased payer=%s cause=%s",
          TypeId.of(IdKind.PAYER, payerId), failed.getClass().getSimpleName());
    }
  }
}
