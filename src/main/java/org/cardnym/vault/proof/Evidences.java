package org.cardnym.vault.proof;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads what was proven for payments. */
@ApplicationScoped
public class Evidences {
  private final EntityManager entities;

  Evidences(EntityManager entities) {
    this.entities = entities;
  }

  /** The evidence of those payments that were proven; a page of them at a time. */
  @Transactional
  public Map<UUID, Evidence> of(Collection<UUID> payments) {
    if (payments.isEmpty()) {
      return Map.of();
    }
    return entities
        .createQuery(
            "select e from EvidenceRow e where e.paymentId in :payments", EvidenceRow.class)
        .setParameter("payments", payments)
        .getResultStream()
        .collect(Collectors.toMap(row -> row.paymentId, Evidences::view));
  }

  private static Evidence view(EvidenceRow row) {
    return new Evidence(List.of(row.amr.split(" ")), row.acr, row.provenAt, row.bound, row.policy);
  }
}
