package org.cardnym.vault.card;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A payer's cards as their owner sees and sets them. Every method takes payer and card together:
 * another payer's card does not exist. What loosens something is guarded by the caller.
 */
@ApplicationScoped
public class Wallet {
  private final EntityManager entities;
  private final Cards cards;
  private final CardDisplays displays;
  private final CardNicknames nicknames;
  private final Audit audit;
  private final Clock clock;

  Wallet(
      EntityManager entities,
      Cards cards,
      CardDisplays displays,
      CardNicknames nicknames,
      Audit audit,
      Clock clock) {
    this.entities = entities;
    this.cards = cards;
    this.displays = displays;
    this.nicknames = nicknames;
    this.audit = audit;
    this.clock = clock;
  }

  /** All cards of a payer, oldest first. */
  @Transactional
  public List<CardView> of(UUID payerId) {
    List<CardRow> rows = cards.of(payerId);
    UUID pays = Cards.choose(rows).map(row -> row.cardId).orElse(null);
    return rows.stream().map(row -> view(row, row.cardId.equals(pays))).toList();
  }

  /** How many cards a payer has; opens none. */
  @Transactional
  public CardTally tally(UUID payerId) {
    List<CardRow> rows = cards.of(payerId);
    return new CardTally(
        count(rows, row -> row.state == CardState.WAITING),
        count(rows, row -> row.state == CardState.ACTIVE),
        count(rows, row -> row.state == CardState.LIMITED),
        count(rows, row -> row.frozenAt != null));
  }

  /** Gives a card a name, null to take it away; the text has been judged. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void rename(UUID payerId, UUID cardId, @Nullable String nickname) {
    CardRow row = locked(payerId, cardId);
    row.nickname = nickname == null ? null : nicknames.seal(row.binding(), nickname);
    record(AuditAction.CARD_NAMED, row);
  }

  /**
   * Makes a card the one that pays first.
   *
   * @throws Refusal {@link ErrorCode#CONFLICT} if its bank has not agreed yet
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void prefer(UUID payerId, UUID cardId) {
    List<CardRow> all = cards.locked(payerId);
    CardRow chosen =
        all.stream()
            .filter(row -> row.cardId.equals(cardId))
            .findFirst()
            .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
    if (!chosen.state.usable()) {
      throw new Refusal(ErrorCode.CONFLICT);
    }
    all.forEach(row -> row.preferred = row.cardId.equals(cardId));
    record(AuditAction.CARD_PREFERRED, chosen);
  }

  /** Lets nothing be paid with a card; false if that stood already. */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean freeze(UUID payerId, UUID cardId) {
    CardRow row = locked(payerId, cardId);
    if (row.frozenAt != null) {
      return false;
    }
    row.frozenAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    record(AuditAction.CARD_FROZEN, row);
    return true;
  }

  /** Takes {@link #freeze} back; false if it was not frozen. */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean unfreeze(UUID payerId, UUID cardId) {
    CardRow row = locked(payerId, cardId);
    if (row.frozenAt == null) {
      return false;
    }
    row.frozenAt = null;
    record(AuditAction.CARD_UNFROZEN, row);
    return true;
  }

  private static int count(List<CardRow> rows, Predicate<CardRow> which) {
    return (int) rows.stream().filter(which).count();
  }

  private CardRow locked(UUID payerId, UUID cardId) {
    var key = new CardRow.Key(payerId, cardId);
    CardRow row = entities.find(CardRow.class, key, LockModeType.PESSIMISTIC_WRITE);
    if (row == null) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    return row;
  }

  private CardView view(CardRow row, boolean pays) {
    return new CardView(
        row.cardId,
        row.state,
        displays.open(row.binding(), row.display),
        nicknames.open(row.binding(), row.nickname),
        row.frozenAt != null,
        row.preferred,
        pays,
        row.enteredAt,
        limits(row));
  }

  private List<LimitAsked> limits(CardRow card) {
    return entities
        .createQuery(
            "select l from CardLimitRow l where l.payerId = :payer and l.cardId = :card order by"
                + " l.currency",
            CardLimitRow.class)
        .setParameter("payer", card.payerId)
        .setParameter("card", card.cardId)
        .setMaxResults(CardLimits.MAX_A_CARD)
        .getResultList()
        .stream()
        .map(l -> new LimitAsked(l.currency, l.perPayment, l.perDay))
        .toList();
  }

  private void record(AuditAction action, CardRow row) {
    audit.record(
        AuditEvent.done(Payers.actor(row.payerId), action, row.rowId())
            .with(Map.of("payer", TypeId.of(IdKind.PAYER, row.payerId))));
  }
}
