package org.cardnym.vault.payment;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.trace.StepName;
import org.cardnym.vault.trace.TracedStep;
import org.cardnym.vault.trace.Traces;
import org.jspecify.annotations.Nullable;

/**
 * What operators see of payments: how many were made, how they ended, how long each step takes. No
 * tag names a shop, a payer or a payment. All meters stand from the start, so that the first of a
 * kind is a rise and not a beginning. What is measured is told to {@link Traces} as well.
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
  private final Traces traces;

  PaymentMeters(
      MeterRegistry meters, TransactionSynchronizationRegistry transactions, Traces traces) {
    this.meters = meters;
    this.transactions = transactions;
    this.traces = traces;
    meters.counter("cardnym_payments_created");
    for (PaymentState state : PaymentState.values()) {
      if (state.ended()) {
        countEnded(state, "vault", 0);
        countEnded(state, "bank", 0);
      }
    }
    countOneFactor(0);
    meters.counter("cardnym_refunds_created");
    countRefunds(RefundState.SUCCEEDED, 0);
    countRefunds(RefundState.DECLINED, 0);
    for (PaymentStep step : PaymentStep.values()) {
      for (StepResult result : StepResult.values()) {
        timer(step, result);
      }
    }
  }

  void created() {
    meters.counter("cardnym_payments_created").increment();
  }

  /** Counts an outcome once the caller's transaction has committed it. */
  void ended(PaymentRow payment) {
    PaymentState state = payment.state;
    String by = payment.messageId == null ? "vault" : "bank";
    TracedStep whole =
        TracedStep.of(
                StepName.PAYMENT,
                payment.paymentId,
                Duration.between(payment.createdAt, Objects.requireNonNull(payment.endedAt)))
            .merchant(payment.merchantId)
            .bank(payment.bankId)
            .outcome(state);
    onceCommitted(() -> {
      countEnded(state, by, 1);
      traces.note(whole);
    });
  }

  /** Counts a payment that one factor carried, once the caller's transaction has committed it. */
  void oneFactor() {
    onceCommitted(() -> countOneFactor(1));
  }

  void refundCreated() {
    meters.counter("cardnym_refunds_created").increment();
  }

  /** Counts a refund's outcome once the caller's transaction has committed it. */
  void refundEnded(RefundState state) {
    onceCommitted(() -> countRefunds(state, 1));
  }

  /** Runs a step and notes how long it took, and whether it was done or refused. */
  <T extends @Nullable Object> T time(PaymentStep step, UUID paymentId, Supplier<T> work) {
    return time(step, paymentId, work, done -> paymentId, code -> code != ErrorCode.NOT_FOUND);
  }

  /** The same for a step that gives nothing back. */
  void time(PaymentStep step, UUID paymentId, Runnable work) {
    var unused =
        time(
            step,
            paymentId,
            () -> {
              work.run();
              return Boolean.TRUE;
            });
  }

  /**
   * The same for the step that makes the payment; where it makes none there is nothing to trace.
   */
  PaymentView timeCreation(Supplier<PaymentView> work) {
    return time(PaymentStep.CREATE, null, work, PaymentView::id, code -> true);
  }

  private <T extends @Nullable Object> T time(
      PaymentStep step,
      @Nullable UUID known,
      Supplier<T> work,
      Function<T, UUID> paymentOf,
      Predicate<ErrorCode> traced) {
    long began = System.nanoTime();
    StepResult result = StepResult.FAILED;
    UUID payment = known;
    ErrorCode code = null;
    try {
      T done = work.get();
      result = StepResult.DONE;
      payment = paymentOf.apply(done);
      return done;
    } catch (Refusal refused) {
      result = StepResult.REFUSED;
      code = refused.code();
      throw refused;
    } finally {
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      timer(step, result).record(took);
      if (payment != null && (code == null || traced.test(code))) {
        traces.note(TracedStep.of(step.traced(), payment, took).outcome(result).code(code));
      }
    }
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

  private void countOneFactor(int count) {
    meters.counter("cardnym_payments_one_factor").increment(count);
  }

  private void countRefunds(RefundState state, int count) {
    meters.counter("cardnym_refunds_ended", "state", state.wire()).increment(count);
  }

  private void countEnded(PaymentState state, String by, int count) {
    meters.counter("cardnym_payments_ended", "state", state.wire(), "by", by).increment(count);
  }

  private Timer timer(PaymentStep step, StepResult result) {
    return Timer.builder("cardnym_payment_step")
        .tag("step", step.tag())
        .tag("result", result.tag())
        .serviceLevelObjectives(OBJECTIVES)
        .register(meters);
  }
}
