package org.cardnym.vault.card;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.keys.RowAlarm;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Holds on a card's spending limit, one a payment at most. They are placed one after another, under
 * the lock of the card's limit row, so that payments side by side never pass the limit together.
 */
@ApplicationScoped
public class Holds {
  /** The most holds that a card takes in a day and currency. */
  static final int MAX_A_DAY = 500;

  private final EntityManager entities;
  private final RowAlarm alarm;
  private final Clock clock;

  Holds(EntityManager entities, RowAlarm alarm, Clock clock) {
    this.entities = entities;
    this.alarm = alarm;
    this.clock = clock;
  }

  /**
   * Places a payment's hold in the caller's transaction.
   *
   * @throws Refusal {@link ErrorCode#ROW_REFUSED} if limit, card or a hold of the day was changed
   *     past the vault, or the payment has had its hold: then it was put back past the vault
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public HoldVerdict place(HoldAsk ask) {
    CardLimitRow limit = lockLimit(ask);
    HoldVerdict verdict = judge(ask, limit);
    if (limit != null && verdict.answer().held()) {
      insert(ask, limit);
    }
    return verdict;
  }

  /** What {@link #place} would answer now; places nothing. */
  @Transactional(Transactional.TxType.MANDATORY)
  public HoldVerdict look(HoldAsk ask) {
    return judge(ask, lockLimit(ask));
  }

  private HoldVerdict judge(HoldAsk ask, @Nullable CardLimitRow limit) {
    if (limit == null) {
      return HoldVerdict.of(HoldAnswer.NO_LIMIT);
    }
    HoldRow placed = entities.find(HoldRow.class, new HoldRow.Key(ask.payerId(), ask.paymentId()));
    if (placed != null) {
      alarm.raise(placed.table(), placed.rowId());
      throw new Refusal(ErrorCode.ROW_REFUSED);
    }
    CardRow card = entities.find(CardRow.class, new CardRow.Key(ask.payerId(), ask.cardId()));
    if (card == null || !card.usable()) {
      return HoldVerdict.of(HoldAnswer.CARD_NOT_USABLE);
    }
    limit.open(LocalDate.ofInstant(clock.instant(), ask.zone()));
    if (limit.dayHolds >= MAX_A_DAY) {
      return HoldVerdict.of(HoldAnswer.TOO_MANY);
    }
    return HoldRule.judge(ask, card.state, limit, ofDay(limit));
  }

  /** Marks a live hold used, as the payment was approved; true if it was live. */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean use(UUID payerId, UUID paymentId) {
    return move(payerId, paymentId, HoldRow.State.USED);
  }

  /** Releases a live hold, as the payment ended otherwise; true if it was live. */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean release(UUID payerId, UUID paymentId) {
    return move(payerId, paymentId, HoldRow.State.RELEASED);
  }

  private @Nullable CardLimitRow lockLimit(HoldAsk ask) {
    var key = new CardLimitRow.Key(ask.payerId(), ask.cardId(), ask.amount().currency());
    return entities.find(CardLimitRow.class, key, LockModeType.PESSIMISTIC_WRITE);
  }

  /** All holds of the limit's day, released ones too: each is checked, and none may be missing. */
  private List<HoldRow> ofDay(CardLimitRow limit) {
    List<HoldRow> holds =
        entities
            .createQuery(
                "select h from HoldRow h where h.payerId = :payer and h.cardId = :card and"
                    + " h.currency = :currency and h.day = :day",
                HoldRow.class)
            .setParameter("payer", limit.payerId)
            .setParameter("card", limit.cardId)
            .setParameter("currency", limit.currency)
            .setParameter("day", limit.day)
            .setMaxResults(MAX_A_DAY + 1)
            .getResultList();
    if (holds.size() != limit.dayHolds) {
      alarm.raise(limit.table(), limit.rowId());
      throw new Refusal(ErrorCode.ROW_REFUSED);
    }
    return holds;
  }

  private void insert(HoldAsk ask, CardLimitRow limit) {
    var hold = new HoldRow();
    hold.payerId = ask.payerId();
    hold.paymentId = ask.paymentId();
    hold.cardId = ask.cardId();
    hold.currency = limit.currency;
    hold.amount = ask.amount().value();
    hold.day = limit.day;
    hold.newBrowser = ask.newBrowser();
    hold.newShop = ask.newShop();
    hold.signed = ask.signed();
    hold.placedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    limit.dayHolds++;
    entities.persist(hold);
  }

  private boolean move(UUID payerId, UUID paymentId, HoldRow.State to) {
    HoldRow hold =
        entities.find(
            HoldRow.class, new HoldRow.Key(payerId, paymentId), LockModeType.PESSIMISTIC_WRITE);
    if (hold == null || hold.state != HoldRow.State.LIVE) {
      return false;
    }
    hold.state = to;
    return true;
  }
}
