package org.cardnym.vault.merchant;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.keys.Keys;
import org.cardnym.vault.refusal.Refusal;
import org.jboss.logging.Logger;

/** Destroys keys whose successors sign alone now. */
@ApplicationScoped
class WebhookCleanup {
  private static final Logger LOG = Logger.getLogger(WebhookCleanup.class);
  private static final int BATCH = 100;

  private final EntityManager entities;
  private final Keys keys;
  private final Audit audit;
  private final Clock clock;

  WebhookCleanup(EntityManager entities, Keys keys, Audit audit, Clock clock) {
    this.entities = entities;
    this.keys = keys;
    this.audit = audit;
    this.clock = clock;
  }

  @Scheduled(every = "60s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void run() {
    if (keys.open()) {
      List<WebhookKeyRow.Key> over = QuarkusTransaction.requiringNew().call(this::over);
      over.forEach(this::destroy);
    }
  }

  private List<WebhookKeyRow.Key> over() {
    return entities
        .createQuery(
            "select k.merchantId, k.keyId from WebhookKeyRow k where k.retiresAt < :now order by k.retiresAt",
            Object[].class)
        .setParameter("now", clock.instant())
        .setMaxResults(BATCH)
        .getResultList()
        .stream()
        .map(row -> new WebhookKeyRow.Key((java.util.UUID) row[0], (java.util.UUID) row[1]))
        .toList();
  }

  /** Each by itself: one that was written past the vault must not keep the others. */
  private void destroy(WebhookKeyRow.Key id) {
    try {
      QuarkusTransaction.requiringNew().run(() -> destroyed(id, clock.instant()));
    } catch (Refusal refused) {
      LOG.errorf(
          "webhook_key_refused merchant=%s code=%s",
          Merchants.wire(id.merchantId()), refused.code().wire());
    }
  }

  private void destroyed(WebhookKeyRow.Key id, Instant now) {
    WebhookKeyRow row = entities.find(WebhookKeyRow.class, id);
    if (row == null || row.signsAt(now)) {
      return;
    }
    entities.remove(row);
    audit.record(
        AuditEvent.done("vault", AuditAction.WEBHOOK_KEY_DESTROYED, Merchants.wire(row.merchantId))
            .with(Map.of("kind", row.kind.wire())));
  }
}
