package org.cardnym.vault.merchant;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.cardnym.vault.trace.StepName;
import org.cardnym.vault.trace.TracedStep;
import org.cardnym.vault.trace.Traces;
import org.jspecify.annotations.Nullable;

/** What operators see of deliveries: tries by outcome, and the queue as it stands. */
@ApplicationScoped
class WebhookMeters {
  private static final String TRIES = "cardnym_webhook_tries";

  private final MeterRegistry meters;
  private final EntityManager entities;
  private final Traces traces;
  private final Counter givenUp;
  private final AtomicLong waiting = new AtomicLong();
  private final AtomicLong dead = new AtomicLong();
  private final AtomicLong oldest = new AtomicLong();

  WebhookMeters(MeterRegistry meters, EntityManager entities, Traces traces) {
    this.meters = meters;
    this.entities = entities;
    this.traces = traces;
    this.givenUp = meters.counter("cardnym_webhooks_given_up");
    meters.counter(TRIES, "outcome", "arrived");
    meters.gauge("cardnym_webhooks_waiting", waiting);
    meters.gauge("cardnym_webhooks_dead", dead);
    meters.gauge("cardnym_webhooks_oldest_due_seconds", oldest);
  }

  /** What a try came to; a status by its kind, so that a shop can't make up words. */
  private enum Came {
    ARRIVED,
    REDIRECTED,
    REFUSED,
    SHOP_FAILED,
    NOT_HEARD;

    static Came of(Heard heard) {
      return heard instanceof Heard.Answered answer ? of(answer) : NOT_HEARD;
    }

    private static Came of(Heard.Answered answer) {
      return switch (answer.status() / 100) {
        case 2 -> ARRIVED;
        case 3 -> REDIRECTED;
        case 4 -> REFUSED;
        default -> SHOP_FAILED;
      };
    }
  }

  /**
   * A try ended.
   *
   * @param payment what the event is about; null where it came to no request, and so to no span
   */
  void tried(DeliveryJob job, @Nullable UUID payment, Heard heard, Duration time) {
    Came came = Came.of(heard);
    String outcome = came == Came.NOT_HEARD ? heard.word() : came.name().toLowerCase(Locale.ROOT);
    meters.counter(TRIES, "outcome", outcome).increment();
    if (payment != null) {
      traces.note(
          TracedStep.of(StepName.WEBHOOK, payment, time)
              .merchant(job.merchantId())
              .repeat(job.tries() - 1)
              .outcome(came));
    }
  }

  void buried() {
    givenUp.increment();
  }

  @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void measure() {
    Object[] counts =
        (Object[])
            entities
                .createNativeQuery(
                    "select count(*) filter (where state = 'WAITING'), count(*) filter (where state = 'DEAD'),"
                        + " coalesce(cast(extract(epoch from now() - min(due_at) filter (where state = 'WAITING')) as bigint), 0)"
                        + " from webhook_delivery where state <> 'DELIVERED'",
                    Object[].class)
                .getSingleResult();
    waiting.set(((Number) counts[0]).longValue());
    dead.set(((Number) counts[1]).longValue());
    oldest.set(Math.max(0, ((Number) counts[2]).longValue()));
  }
}
