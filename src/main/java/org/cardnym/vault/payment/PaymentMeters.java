package org.cardnym.vault.payment;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What operators see of payments: how many were made, how they ended, how long each step takes. No
 * tag names a shop, a payer or a payment. All meters stand from the start, so that the first of a
 * kind is a rise and not a beginning.
 */
@Startup
@ApplicationScoped
class PaymentMeters {
  private static final Duration[] OBJECTIVES =
      Stream.of(10, 30, 100, 300, 1_000, 3_000, 10_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry meters;
  private final TransactionSynchronizationRegistry transactions;

  PaymentMeters(MeterRegistry meters, TransactionSynchronizationRegistry transactions) {
    this.meters = meters;
    this.transactions = transactions;
    meters.counter("cardnym_payments_created");
    for (PaymentState state : PaymentState.values()) {
      if (state.ended()) {
        countEnded(state, "vault", 0);
        countEnded(state, "bank", 0);
      }
    }
    meters.counter("cardnym_refunds_created");
    countRefunds(RefundState.SUCCEEDED, 0);
    countRefunds(RefundState.DECLINED, 0);
    for (PaymentStep step : PaymentStep.values()) {
      Stream.of("done", "refused", "failed").forEach(result -> timer(step, result));
    }
  }

  void created() {
    meters.counter("cardnym_payments_created").increment();
  }

  /** Counts an outcome once the caller's transaction has committed it. */
  void ended(PaymentRow payment) {
    PaymentState state = payment.state;
    String by = payment.messageId == null ? "vault" : "bank";
    onceCommitted(() -> countEnded(state, by, 1));
  }

  void refundCreated() {
    meters.counter("cardnym_refunds_created").increment();
  }

  /** Counts a refund's outcome once the caller's transaction has committed it. */
  void refundEnded(RefundState state) {
    onceCommitted(() -> countRefunds(state, 1));
  }

  /** Runs a step and notes how long it took, and whether it was done or refused. */
  <T extends @Nullable Object> T time(PaymentStep step, Supplier<T> work) {
    long began = System.nanoTime();
    String result = "failed";
    try {
      T done = work.get();
      result = "done";
      return done;
    } catch (Refusal refused) {
      result = "refused";
      throw refused;
    } finally {
      timer(step, result).record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
    }
  }

  /** The same for a step that gives nothing back. */
  void time(PaymentStep step, Runnable work) {
    var unused =
        time(
            step,
            () -> {
              work.run();
              return Boolean.TRUE;
            });
  }

  private void onceCommitted(Runnable count) {
    transactions.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {
            // Nothing is counted that may still be undone.
          }

          @Override
          public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
              count.run();
            }
          }
        });
  }

  private void countRefunds(RefundState state, int count) {
    meters.counter("cardnym_refunds_ended", "state", state.wire()).increment(count);
  }

  private void countEnded(PaymentState state, String by, int count) {
    meters.counter("cardnym_payments_ended", "state", state.wire(), "by", by).increment(count);
  }

  private Timer timer(PaymentStep step, String result) {
    return Timer.builder("cardnym_payment_step")
        .tag("step", step.tag())
        .tag("result", result)
        .serviceLevelObjectives(OBJECTIVES)
        .register(meters);
  }
}
