package org.cardnym.vault.issuer;

import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jboss.logging.Logger;

/**
 * Takes an exchange from step to step: as far as an outcome, or as this replica has patience for;
 * the sweeper does the rest.
 */
@ApplicationScoped
class Driver {
  private static final Logger LOG = Logger.getLogger(Driver.class);

  /** A longer pause is left to the sweeper. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** After so many pauses the sweeper goes on; an authorization's window holds fewer. */
  private static final int MOST_PAUSES = 12;

  private final Ledger ledger;
  private final Carrier carrier;
  private final DueExchanges due;
  private final ExchangeMeters meters;
  private final ExecutorService threads;

  Driver(
      Ledger ledger,
      Carrier carrier,
      DueExchanges due,
      ExchangeMeters meters,
      @VirtualThreads ExecutorService threads) {
    this.ledger = ledger;
    this.carrier = carrier;
    this.due = due;
    this.meters = meters;
    this.threads = threads;
  }

  /**
   * Drives on a thread of its own; completes when nothing is left to do here, never exceptionally.
   */
  CompletableFuture<Void> start(ExchangeRow.Key key, Event first, Lenders lenders) {
    return CompletableFuture.runAsync(() -> drive(key, first, lenders), threads);
  }

  /** Drives on the caller's thread. */
  void drive(ExchangeRow.Key key, Event first, Lenders lenders) {
    try {
      Next next = ledger.begin(key, first);
      // A transmission that has begun is always carried: left alone it would count as one that may
      // have arrived.
      for (int pauses = 0; ; ) {
        switch (next) {
          case Next.Carry carry -> next = concluded(key, carry.transmission(), lenders);
          case Next.Again again -> {
            if (again.pause().compareTo(PATIENCE) > 0 || pauses == MOST_PAUSES) {
              return;
            }
            pauses++;
            Thread.sleep(again.pause());
            next = ledger.begin(key, first);
          }
          case Next.Undo undo -> {
            var unused = start(undo.reversal(), Event.TRY, lenders);
            return;
          }
          case Next.Done done -> {
            return;
          }
        }
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException broken) {
      leave(key, broken);
    }
  }

  private Next concluded(ExchangeRow.Key key, Transmission transmission, Lenders lenders)
      throws InterruptedException {
    Result result = carried(transmission, lenders);
    long began = System.nanoTime();
    Next next = ledger.conclude(key, result);
    meters.concluded(transmission, Duration.ofNanos(System.nanoTime() - began));
    return next;
  }

  private Result carried(Transmission transmission, Lenders lenders) throws InterruptedException {
    long began = System.nanoTime();
    Result result = carrier.carry(transmission, sealing -> lenders.of(transmission).lend(sealing));
    meters.carried(transmission, result.event(), Duration.ofNanos(System.nanoTime() - began));
    return result;
  }

  /**
   * What is committed stands, and the sweeper comes back to it; a row that is refused is not tried
   * again at once.
   */
  private void leave(ExchangeRow.Key key, RuntimeException broken) {
    LOG.errorf("exchange_left message=%s error=%s", key.messageId(), name(broken));
    if (broken instanceof Refusal refusal && refusal.code() == ErrorCode.ROW_REFUSED) {
      due.putOff(key);
    }
  }

  private static String name(RuntimeException broken) {
    return broken instanceof Refusal refusal
        ? refusal.code().wire()
        : broken.getClass().getSimpleName();
  }
}
