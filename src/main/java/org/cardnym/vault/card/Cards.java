package org.cardnym.vault.card;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.audit.AuditLag;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.keys.Keys;
import org.cardnym.vault.keys.RowAlarm;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/** The cards of payers: kept sealed, lent to be sealed for their bank, removed. */
@ApplicationScoped
public class Cards {
  /** The most cards that a payer keeps, those that wait included. */
  static final int MAX_A_PAYER = 10;

  private final EntityManager entities;
  private final CardSafe safe;
  private final CardDisplays displays;
  private final Keys keys;
  private final RowAlarm alarm;
  private final Audit audit;
  private final AuditLag lag;
  private final Clock clock;

  Cards(
      EntityManager entities,
      CardSafe safe,
      CardDisplays displays,
      Keys keys,
      RowAlarm alarm,
      Audit audit,
      AuditLag lag,
      Clock clock) {
    this.entities = entities;
    this.safe = safe;
    this.displays = displays;
    this.keys = keys;
    this.alarm = alarm;
    this.audit = audit;
    this.lag = lag;
    this.clock = clock;
  }

  /**
   * Keeps a card, without its code, in the caller's transaction; it waits for its bank.
   *
   * @return the new card's id
   * @throws Refusal {@link ErrorCode#CARD_NOT_ADDED} if the payer has too many; {@link
   *     ErrorCode#AUDIT_BEHIND}
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public UUID keep(EnteredCard card, UUID payerId, UUID bankId) {
    lag.requireCurrent();
    if (of(payerId).size() >= MAX_A_PAYER) {
      throw new Refusal(ErrorCode.CARD_NOT_ADDED);
    }
    CardRow row = sealed(card, payerId, bankId);
    entities.persist(row);
    entities.persist(limit(row, card.limit()));
    audit.record(event(AuditAction.CARD_RECORD_SEALED, row));
    return row.cardId;
  }

  /**
   * Keeps a card that its bank has vouched for, as the first of a payer, in the caller's
   * transaction; it waits for nobody.
   *
   * @param facts for the trail, which says that it came by import
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void keepVouched(EnteredCard card, UUID payerId, UUID bankId, Map<String, String> facts) {
    CardRow row = sealed(card, payerId, bankId);
    row.state = CardState.ACTIVE;
    row.verifiedAt = row.enteredAt;
    entities.persist(row);
    entities.persist(limit(row, card.limit()));
    audit.record(
        AuditEvent.done("vault", AuditAction.CARD_IMPORTED, row.rowId())
            .with(Map.of("payer", TypeId.of(IdKind.PAYER, payerId)))
            .with(facts));
  }

  private CardRow sealed(EnteredCard card, UUID payerId, UUID bankId) {
    var row = new CardRow();
    row.enteredAt = now();
    row.payerId = payerId;
    row.cardId = Uuids.next(row.enteredAt);
    row.bankId = bankId;
    row.fingerprintVersion = card.fingerprintVersion();
    row.fingerprint = card.fingerprint();
    card.keepIn(row, safe);
    row.display = displays.seal(row.binding(), card.display());
    return row;
  }

  /**
   * The card that this payer pays with, as {@link #choose} chooses it. Until the transaction ends
   * it goes to no other bank, is not frozen and not removed.
   */
  @Transactional
  public Optional<CardChoice> usable(UUID payerId) {
    return choose(pinned(payerId)).map(Cards::choice);
  }

  /** That card of this payer, if it can pay; whatever it lacks, empty. As {@link #usable(UUID)}. */
  @Transactional
  public Optional<CardChoice> usable(UUID payerId, UUID cardId) {
    return choose(pinned(payerId).stream().filter(c -> c.cardId.equals(cardId)).toList())
        .map(Cards::choice);
  }

  /** True if this payer has more than one card that can pay. As {@link #usable(UUID)}. */
  @Transactional
  public boolean several(UUID payerId) {
    return pinned(payerId).stream().filter(CardRow::usable).count() > 1;
  }

  /** True if this payer has cards that could pay, were they not frozen. */
  @Transactional
  public boolean frozen(UUID payerId) {
    return of(payerId).stream().anyMatch(c -> c.state.usable() && c.frozenAt != null);
  }

  /**
   * Among cards that can pay and are not frozen: the one the payer prefers, then one whose holder
   * agreed before a limited one, then the oldest.
   */
  static Optional<CardRow> choose(List<CardRow> cards) {
    return cards.stream()
        .filter(CardRow::usable)
        .min(
            Comparator.comparing((CardRow c) -> !c.preferred)
                .thenComparing(c -> c.state)
                .thenComparing(c -> c.cardId));
  }

  /**
   * Opens a usable card and lends it. The opening is in the trail before the card is open; no
   * transaction is held while it is.
   *
   * @param bankId the bank it is to be sealed for, which must be the one it is bound to
   * @return what {@code use} returned
   * @throws Refusal {@link ErrorCode#NOT_FOUND}, {@link ErrorCode#ROW_REFUSED}, {@link
   *     ErrorCode#KEYS_STALE}, {@link ErrorCode#AUDIT_BEHIND}
   */
  public byte[] lend(UUID payerId, UUID cardId, UUID bankId, CardUse use) {
    keys.requireFresh();
    lag.requireCurrent();
    CardRow row =
        QuarkusTransaction.requiringNew()
            .call(() -> announce(new CardRow.Key(payerId, cardId), bankId));
    try (CardPlain plain = safe.open(row)) {
      return Lending.lend(plain, use);
    }
  }

  /** The bank has verified a waiting card; false if it is gone or was verified before. */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean verified(UUID payerId, UUID cardId, boolean holderAgreed) {
    CardRow row =
        entities.find(
            CardRow.class, new CardRow.Key(payerId, cardId), LockModeType.PESSIMISTIC_WRITE);
    if (row == null || row.state != CardState.WAITING) {
      return false;
    }
    row.state = holderAgreed ? CardState.ACTIVE : CardState.LIMITED;
    row.verifiedAt = now();
    audit.record(event(AuditAction.CARD_VERIFIED, row).with(Map.of("state", row.state.name())));
    return true;
  }

  /**
   * Removes a card, its data key and its limits at once, for the vault's own reasons; false if
   * there was none. Holds stay: they name no card data, and a payment under way ends them.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean remove(UUID payerId, UUID cardId) {
    return remove(payerId, cardId, "vault");
  }

  /** As {@link #remove(UUID, UUID)}, for somebody whom the trail is to name. */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean remove(UUID payerId, UUID cardId, String actor) {
    // A row that fails its MAC must be removable too, so no entity is loaded. The card first, as
    // payments do: they pin it before they lock its limit.
    boolean there =
        delete(
                "delete from CardRow r where r.payerId = :payer and r.cardId = :card",
                payerId,
                cardId)
            > 0;
    delete(
        "delete from CardLimitRow r where r.payerId = :payer and r.cardId = :card",
        payerId,
        cardId);
    if (!there) {
      return false;
    }
    audit.record(
        AuditEvent.done(actor, AuditAction.CARD_REMOVED, TypeId.of(IdKind.CARD, cardId))
            .with(Map.of("payer", TypeId.of(IdKind.PAYER, payerId))));
    return true;
  }

  private int delete(String statement, UUID payerId, UUID cardId) {
    return entities
        .createQuery(statement)
        .setParameter("payer", payerId)
        .setParameter("card", cardId)
        .executeUpdate();
  }

  List<CardRow> of(UUID payerId) {
    return query(payerId).getResultList();
  }

  /** All of them under their locks, always in the same order. */
  List<CardRow> locked(UUID payerId) {
    return query(payerId).setLockMode(LockModeType.PESSIMISTIC_WRITE).getResultList();
  }

  /** All of them, kept as they are until the transaction ends, beside others who do the same. */
  private List<CardRow> pinned(UUID payerId) {
    return query(payerId).setLockMode(LockModeType.PESSIMISTIC_READ).getResultList();
  }

  private TypedQuery<CardRow> query(UUID payerId) {
    return entities
        .createQuery(
            "select c from CardRow c where c.payerId = :payer order by c.cardId", CardRow.class)
        .setParameter("payer", payerId)
        .setMaxResults(MAX_A_PAYER);
  }

  private CardRow announce(CardRow.Key key, UUID bankId) {
    CardRow row = entities.find(CardRow.class, key);
    if (row == null || !row.state.usable()) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    if (!row.bankId.equals(bankId)) {
      alarm.raise(row.table(), row.rowId());
      throw new Refusal(ErrorCode.ROW_REFUSED);
    }
    audit.record(event(AuditAction.CARD_RECORD_OPENED, row));
    return row;
  }

  static CardLimitRow limit(CardRow card, LimitAsked asked) {
    var row = new CardLimitRow();
    row.payerId = card.payerId;
    row.cardId = card.cardId;
    row.currency = asked.currency();
    row.perPayment = asked.perPayment();
    row.perDay = asked.perDay();
    return row;
  }

  private static CardChoice choice(CardRow card) {
    return new CardChoice(card.cardId, card.bankId, card.state);
  }

  private static AuditEvent event(AuditAction action, CardRow row) {
    return AuditEvent.done("vault", action, row.rowId())
        .with(
            Map.of(
                "payer",
                TypeId.of(IdKind.PAYER, row.payerId),
                "bank",
                TypeId.of(IdKind.BANK, row.bankId)));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
