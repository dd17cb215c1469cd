package org.cardnym.vault.card;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** Changes the spending limits of cards, under the lock that holds are placed under. */
@ApplicationScoped
public class CardLimits {
  /** The most currencies that a card may pay. */
  static final int MAX_A_CARD = 12;

  private final EntityManager entities;
  private final Audit audit;

  CardLimits(EntityManager entities, Audit audit) {
    this.entities = entities;
    this.audit = audit;
  }

  /** What a new limit would mean. */
  public record Change(boolean raises, CardState card) {}

  /**
   * Sets a limit in the caller's transaction, if {@code allowed} does not refuse the change: judged
   * under the lock, so that nobody makes a raise of it meanwhile. A first limit in a currency is a
   * raise.
   *
   * @throws Refusal {@link ErrorCode#NOT_FOUND}; {@link ErrorCode#LIMIT_UNFIT} beyond {@value
   *     #MAX_A_CARD} currencies; whatever {@code allowed} refuses with
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Change set(UUID payerId, UUID cardId, LimitAsked asked, Judge allowed) {
    // The limit first, then the card: as holds do.
    CardLimitRow limit = lock(payerId, cardId, asked.currency());
    CardRow card = entities.find(CardRow.class, new CardRow.Key(payerId, cardId));
    if (card == null) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    var change = new Change(limit == null || limit.raisedBy(asked), card.state);
    allowed.judge(change);
    if (limit == null) {
      requireRoom(card);
      entities.persist(Cards.limit(card, asked));
    } else {
      limit.perPayment = asked.perPayment();
      limit.perDay = asked.perDay();
    }
    record(card, asked, change);
    return change;
  }

  /** Refuses a change, or lets it be. */
  @FunctionalInterface
  public interface Judge {
    void judge(Change change);
  }

  private @Nullable CardLimitRow lock(UUID payerId, UUID cardId, String currency) {
    var key = new CardLimitRow.Key(payerId, cardId, currency);
    return entities.find(CardLimitRow.class, key, LockModeType.PESSIMISTIC_WRITE);
  }

  private void requireRoom(CardRow card) {
    List<String> currencies =
        entities
            .createQuery(
                "select l.currency from CardLimitRow l where l.payerId = :payer and l.cardId ="
                    + " :card",
                String.class)
            .setParameter("payer", card.payerId)
            .setParameter("card", card.cardId)
            .getResultList();
    if (currencies.size() >= MAX_A_CARD) {
      throw new Refusal(ErrorCode.LIMIT_UNFIT);
    }
  }

  private void record(CardRow card, LimitAsked asked, Change change) {
    audit.record(
        AuditEvent.done(Payers.actor(card.payerId), AuditAction.LIMIT_CHANGED, card.rowId())
            .with(
                Map.of(
                    "payer",
                    TypeId.of(IdKind.PAYER, card.payerId),
                    "currency",
                    asked.currency(),
                    "perPayment",
                    Long.toString(asked.perPayment()),
                    "perDay",
                    Long.toString(asked.perDay()),
                    "raised",
                    Boolean.toString(change.raises()))));
  }
}
