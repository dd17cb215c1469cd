package org.cardnym.vault.payment;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.cardnym.vault.issuer.Exchanges;
import org.jboss.logging.Logger;

/**
 * Sends what was committed, and waits for the bank as long as a page does; no transaction is open.
 */
@ApplicationScoped
class Dispatch {
  private static final Logger LOG = Logger.getLogger(Dispatch.class);
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final Exchanges exchanges;
  private final PaymentMeters meters;

  Dispatch(Exchanges exchanges, PaymentMeters meters) {
    this.exchanges = exchanges;
    this.meters = meters;
  }

  /** Returns with the bank's answer, or without it: then the sweeper goes on. */
  void send(UUID paymentId, UUID message) {
    meters.time(PaymentStep.AWAIT, paymentId, () -> await(paymentId, message));
  }

  private void await(UUID paymentId, UUID message) {
    try {
      exchanges
          .send(paymentId, message)
          .toCompletableFuture()
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      LOG.debugf("payment_waits payment=%s", paymentId);
    } catch (ExecutionException later) {
      // The exchange is in the database; the sweeper takes it on.
      LOG.warnf("payment_send_interrupted payment=%s", paymentId);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
