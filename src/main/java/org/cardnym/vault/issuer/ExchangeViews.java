package org.cardnym.vault.issuer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/** Reads exchanges for those who asked and those who operate. */
@ApplicationScoped
class ExchangeViews {
  private final EntityManager entities;
  private final DatabaseClock database;

  ExchangeViews(EntityManager entities, DatabaseClock database) {
    this.entities = entities;
    this.database = database;
  }

  @Transactional
  public List<ExchangeView> of(UUID familyId, int most) {
    return entities
        .createQuery(
            "select e from ExchangeRow e where e.familyId = :family order by e.intendedAt, e.messageId",
            ExchangeRow.class)
        .setParameter("family", familyId)
        .setMaxResults(most)
        .getResultList()
        .stream()
        .map(ExchangeRow::view)
        .toList();
  }

  @Transactional
  public List<ExchangeView> unanswered(Duration age, int most) {
    return entities
        .createQuery(
            "select e from ExchangeRow e where e.kind in :kinds and e.state in :open and e.intendedAt < :before"
                + " order by e.intendedAt",
            ExchangeRow.class)
        .setParameter("kinds", Stream.of(Kind.values()).filter(Kind::mustEnd).toList())
        .setParameter(
            "open", List.of(ExchangeState.INTENDED, ExchangeState.SENDING, ExchangeState.WAITING))
        .setParameter("before", database.now().minus(age))
        .setMaxResults(most)
        .getResultList()
        .stream()
        .map(ExchangeRow::view)
        .toList();
  }

  /** How an exchange stands for whoever asked; one without an outcome yet is unknown to them. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Settled settled(ExchangeRow.Key key) {
    ExchangeRow row = entities.find(ExchangeRow.class, key);
    if (row == null) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    return row.settled();
  }
}
