package org.cardnym.vault.enrolment;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.issuer.Settled;

/**
 * The codes that banks wait for. A check ends a little before the card that waits with it, so no
 * code is taken for a card that is gone.
 */
@ApplicationScoped
public class CardChecks {
  static final Duration LIFE = Duration.ofMinutes(14);
  private static final int BATCH = 100;

  private final EntityManager entities;
  private final Clock clock;

  CardChecks(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  /** Notes, in the caller's transaction, that the bank has sent its customer a code. */
  @Transactional(Transactional.TxType.MANDATORY)
  void begin(Settled answer) {
    var check = new CardCheckRow();
    check.payerId = answer.payerId();
    check.cardId = answer.cardId();
    check.bankId = answer.bankId();
    check.messageId = answer.messageId();
    check.reference = Objects.requireNonNull(answer.reference());
    check.askedAt = now();
    entities.persist(check);
  }

  /** The check that stands for this card, in the caller's transaction. */
  @Transactional(Transactional.TxType.MANDATORY)
  Optional<CardCheckRow> standing(UUID payerId, UUID cardId) {
    return Optional.ofNullable(
            entities.find(CardCheckRow.class, new CardCheckRow.Key(payerId, cardId)))
        .filter(check -> now().isBefore(check.askedAt.plus(LIFE)));
  }

  /** Ends the card's check, in the caller's transaction, if there is one. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void end(UUID payerId, UUID cardId) {
    entities
        .createQuery("delete from CardCheckRow c where c.payerId = :payer and c.cardId = :card")
        .setParameter("payer", payerId)
        .setParameter("card", cardId)
        .executeUpdate();
  }

  @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @Transactional
  void sweep() {
    entities
        .createNativeQuery(
            "delete from card_check where (payer_id, card_id) in (select payer_id, card_id from"
                + " card_check where asked_at < :before limit :batch for update skip locked)")
        .setParameter("before", now().minus(LIFE))
        .setParameter("batch", BATCH)
        .executeUpdate();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
