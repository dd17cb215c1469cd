package org.cardnym.vault.enrolment;

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
import org.cardnym.vault.retention.Batch;
import org.cardnym.vault.retention.Purge;
import org.cardnym.vault.retention.Sweep;
import org.cardnym.vault.retention.Terms;
import org.jspecify.annotations.Nullable;

/**
 * The codes that banks wait for. A check ends a little before the card that waits with it, so no
 * code is taken for a card that is gone.
 */
@ApplicationScoped
public class CardChecks implements Purge {
  static final Duration LIFE = Duration.ofMinutes(14);
  private static final Terms TERMS =
      new Terms("card_checks", LIFE, LIFE, Duration.ofDays(1), Duration.ofMinutes(1));

  private static final String DELETE =
      "delete from card_check where (payer_id, card_id) in (select payer_id, card_id from"
          + " card_check where asked_at < :before limit :most for update skip locked)";

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

  @Override
  public Terms terms() {
    return TERMS;
  }

  @Override
  public Batch purge(Instant before, @Nullable String place, int most) {
    return Sweep.run(entities, DELETE, before, most);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
