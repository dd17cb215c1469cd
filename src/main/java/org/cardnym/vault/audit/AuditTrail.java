package org.cardnym.vault.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the trail, newest first, for admins only. */
@ApplicationScoped
public class AuditTrail {
  /** An entry as its readers see it. */
  public record Entry(
      UUID id,
      Instant at,
      String actor,
      String action,
      @Nullable String subject,
      String outcome,
      String facts) {}

  private final EntityManager entities;

  AuditTrail(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * Up to {@code limit} entries older than {@code before}, about {@code subject} where one is
   * given.
   */
  public List<Entry> page(@Nullable UUID before, @Nullable String subject, int limit) {
    var query =
        entities.createQuery(
            "select r from AuditRow r where (:before is null or r.entryId < :before)"
                + " and (:subject is null or r.subject = :subject) order by r.entryId desc",
            AuditRow.class);
    query.setParameter("before", before).setParameter("subject", subject).setMaxResults(limit);
    return query.getResultList().stream()
        .map(r -> new Entry(r.entryId, r.at, r.actor, r.action, r.subject, r.outcome, r.facts))
        .toList();
  }
}
