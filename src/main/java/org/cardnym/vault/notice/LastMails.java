package org.cardnym.vault.notice;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.Keys;
import org.cardnym.vault.payer.Departures;
import org.jboss.logging.Logger;

/**
 * Erases payers who have left once no mail waits for them any more: the contact is what the last
 * one is sent to. Mail that can't be sent is given up after a day, so nobody waits for longer.
 */
@ApplicationScoped
class LastMails {
  private static final Logger LOG = Logger.getLogger(LastMails.class);

  private final Keys keys;
  private final Departures departures;
  private final NoticeQueue queue;

  LastMails(Keys keys, Departures departures, NoticeQueue queue) {
    this.keys = keys;
    this.departures = departures;
    this.queue = queue;
  }

  @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void run() {
    if (keys.open()) {
      departures.unfinished().forEach(this::finish);
    }
  }

  private void finish(UUID payerId) {
    try {
      if (queue.waits(payerId)) {
        return;
      }
      departures.clear(payerId);
      QuarkusTransaction.requiringNew()
          .run(() -> {
            if (!queue.waits(payerId)) {
              departures.finish(payerId);
            }
          });
    } catch (RuntimeException failed) {
      // The others must not wait for it; a row that does not check has raised its alarm already.
      LOG.warnf(
          "payer_not_erased payer=%s cause=%s",
          TypeId.of(IdKind.PAYER, payerId), failed.getClass().getSimpleName());
    }
  }
}
