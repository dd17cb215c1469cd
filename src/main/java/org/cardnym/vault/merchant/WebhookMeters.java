package org.cardnym.vault.merchant;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.concurrent.atomic.AtomicLong;

/** What operators see of deliveries: tries by outcome, and the queue as it stands. */
@ApplicationScoped
class WebhookMeters {
  private static final String TRIES = "cardnym_webhook_tries";

  private final MeterRegistry meters;
  private final EntityManager entities;
  private final Counter givenUp;
  private final AtomicLong waiting = new AtomicLong();
  private final AtomicLong dead = new AtomicLong();
  private final AtomicLong oldest = new AtomicLong();

  WebhookMeters(MeterRegistry meters, EntityManager entities) {
    this.meters = meters;
    this.entities = entities;
    this.givenUp = meters.counter("cardnym_webhooks_given_up");
    meters.counter(TRIES, "outcome", "arrived");
    meters.gauge("cardnym_webhooks_waiting", waiting);
    meters.gauge("cardnym_webhooks_dead", dead);
    meters.gauge("cardnym_webhooks_oldest_due_seconds", oldest);
  }

  /** A try ended; a status is counted by its kind, so that a shop can't make up meters. */
  void tried(Heard heard) {
    String outcome = heard instanceof Heard.Answered answer ? answered(answer) : heard.word();
    meters.counter(TRIES, "outcome", outcome).increment();
  }

  private static String answered(Heard.Answered answer) {
    return switch (answer.status() / 100) {
      case 2 -> "arrived";
      case 3 -> "redirected";
      case 4 -> "refused";
      default -> "shop_failed";
    };
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
