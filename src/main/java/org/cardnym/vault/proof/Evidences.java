package org.cardnym.vault.proof;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.cardnym.vault.keys.RowAlarm;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/** Reads what was proven for payments. */
@ApplicationScoped
public class Evidences {
  private final EntityManager entities;
  private final RowAlarm alarm;

  Evidences(EntityManager entities, RowAlarm alarm) {
    this.entities = entities;
    this.alarm = alarm;
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

  /**
   * What was proven for this payment by this payer, earlier and for the same purchase.
   *
   * @throws Refusal {@link ErrorCode#ROW_REFUSED}, with an alarm, if it is gone or of another
   *     purchase
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Evidence tied(ProofSubject subject, UUID payerId) {
    EvidenceRow row = entities.find(EvidenceRow.class, subject.paymentId());
    if (row == null || !row.payerId.equals(payerId) || !row.isFor(subject)) {
      alarm.raise("evidence", subject.paymentId().toString());
      throw new Refusal(ErrorCode.ROW_REFUSED);
    }
    return view(row);
  }

  /** Notes under which rule they were taken in the end, which may depend on the card. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void settle(UUID paymentId, Evidence evidence) {
    entities.find(EvidenceRow.class, paymentId).policy = evidence.policy();
  }

  /** Forgets proofs that are not taken for their payment after all. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void drop(UUID paymentId) {
    entities.remove(entities.find(EvidenceRow.class, paymentId));
  }

  private static Evidence view(EvidenceRow row) {
    return new Evidence(List.of(row.amr.split(" ")), row.acr, row.provenAt, row.bound, row.policy);
  }
}
