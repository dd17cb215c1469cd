package org.cardnym.vault.merchant;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.Keys;
import org.cardnym.vault.merchant.Destinations.Unfit;
import org.cardnym.vault.merchant.RetryRule.Next;
import org.cardnym.vault.refusal.Refusal;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Delivers what is due, on every replica. Each merchant has a few places of its own, and nothing
 * else waits for a shop: a slow one holds up nobody but itself.
 */
@ApplicationScoped
class WebhookSender {
  private static final Logger LOG = Logger.getLogger(WebhookSender.class);

  /** What a replica has under way at most, whatever the merchants. */
  private static final int MOST_UNDER_WAY = 1_000;

  private final Keys keys;
  private final WebhookQueue queue;
  private final WebhookTry tries;
  private final Destinations destinations;
  private final WebhookClient client;
  private final Webhooks webhooks;
  private final WebhookMeters meters;
  private final WebhookSettings settings;
  private final Map<UUID, Integer> underWay = new ConcurrentHashMap<>();

  WebhookSender(
      Keys keys,
      WebhookQueue queue,
      WebhookTry tries,
      Destinations destinations,
      WebhookClient client,
      Webhooks webhooks,
      WebhookMeters meters,
      WebhookSettings settings) {
    this.keys = keys;
    this.queue = queue;
    this.tries = tries;
    this.destinations = destinations;
    this.client = client;
    this.webhooks = webhooks;
    this.meters = meters;
    this.settings = settings;
  }

  @Scheduled(
      every = "${cardnym.webhooks.sweep:1s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void scheduled() {
    if (keys.open()) {
      sweep();
    }
  }

  /** Starts what is due as far as there are places; waits for no shop. */
  void sweep() {
    for (WebhookQueue.Due each : queue.due()) {
      int places = settings.atOnce() - underWay.getOrDefault(each.merchantId(), 0);
      if (places > 0 && underWay.size() < MOST_UNDER_WAY) {
        queue.claim(each, places).forEach(this::start);
      }
    }
  }

  private void start(DeliveryJob job) {
    underWay.merge(job.merchantId(), 1, Integer::sum);
    Thread.ofVirtual().name("webhook").start(() -> deliver(job));
  }

  private void deliver(DeliveryJob job) {
    try {
      settle(job);
    } catch (RuntimeException broken) {
      // The lease ends and another try comes; nothing is known of this one.
      LOG.errorf(
          "webhook_unsettled event=%s error=%s", event(job), broken.getClass().getSimpleName());
    } finally {
      underWay.computeIfPresent(
          job.merchantId(), (merchant, count) -> count == 1 ? null : count - 1);
    }
  }

  private void settle(DeliveryJob job) {
    long began = System.nanoTime();
    WebhookTry.@Nullable Signed signed = null;
    Heard heard;
    try {
      signed = tries.sign(job.merchantId(), job.eventId());
      heard = signed == null ? new Heard.NoEndpoint() : send(signed, job);
    } catch (Refusal refused) {
      heard = new Heard.Failed(refused.code().wire());
    } catch (Unfit unfit) {
      heard = new Heard.Failed(String.valueOf(unfit.getMessage()));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return;
    }
    Duration time = Duration.ofNanos(System.nanoTime() - began);
    switch (RetryRule.after(job.tries(), heard)) {
      case Next.Done done -> queue.delivered(job, heard.word());
      case Next.Again again -> postpone(job, again.pause(), heard);
      case Next.Dead dead -> bury(job, heard);
      case Next.Gone gone -> gone(job, signed, heard);
    }
    meters.tried(job, signed == null ? null : signed.payment(), heard, time);
  }

  private Heard send(WebhookTry.Signed signed, DeliveryJob job) throws Unfit, InterruptedException {
    long begun = System.nanoTime();
    var destination = destinations.find(signed.url(), job.tries());
    Duration spent = Duration.ofNanos(System.nanoTime() - begun);
    Duration left = settings.deadline().minus(spent);
    return left.isPositive()
        ? client.post(destination, signed.headers(), WebhookTry.bytes(signed), left)
        : new Heard.Failed("timed_out");
  }

  private void postpone(DeliveryJob job, Duration pause, Heard heard) {
    queue.postpone(job, pause, heard.word());
    LOG.infof(
        "webhook_not_delivered merchant=%s event=%s attempt=%d reason=%s seconds=%d",
        Merchants.wire(job.merchantId()), event(job), job.tries(), heard.word(), pause.toSeconds());
  }

  private void bury(DeliveryJob job, Heard heard) {
    if (queue.bury(job, heard.word())) {
      meters.buried();
      LOG.warnf(
          "webhook_dead merchant=%s event=%s attempt=%d reason=%s",
          Merchants.wire(job.merchantId()), event(job), job.tries(), heard.word());
    }
  }

  private void gone(DeliveryJob job, WebhookTry.@Nullable Signed signed, Heard heard) {
    if (signed != null) {
      webhooks.gone(job.merchantId(), signed.url());
    }
    bury(job, heard);
  }

  private static String event(DeliveryJob job) {
    return TypeId.of(IdKind.EVENT, job.eventId());
  }
}
