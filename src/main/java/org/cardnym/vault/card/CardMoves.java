package org.cardnym.vault.card;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Binds cards to another bank. Each is opened and sealed anew in here, and changes its bank, its
 * key and its record in one write; only the first eight digits are shown to who judges where it
 * belongs.
 */
@ApplicationScoped
public class CardMoves {
  private static final String CLAIM =
      """
      select payer_id, card_id from card where bank_id = :bank and state <> 'WAITING'
      and left_by_move is distinct from :move %s order by payer_id, card_id limit :most
      for update skip locked
      """;

  private final EntityManager entities;
  private final CardSafe safe;
  private final Audit audit;

  CardMoves(EntityManager entities, CardSafe safe, Audit audit) {
    this.entities = entities;
    this.safe = safe;
    this.audit = audit;
  }

  /**
   * Locks a few of a bank's verified cards that this move has not looked at, passing over those
   * that a payment or another replica holds. No column is believed yet.
   *
   * @param after where to go on, or null for the beginning
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public List<CardRef> claim(UUID bankId, UUID moveId, @Nullable CardRef after, int most) {
    String place = after == null ? "" : "and (payer_id, card_id) > (:payer, :card)";
    Query query =
        entities
            .createNativeQuery(CLAIM.formatted(place), Object[].class)
            .setParameter("bank", bankId)
            .setParameter("move", moveId)
            .setParameter("most", most);
    if (after != null) {
      query.setParameter("payer", after.payerId()).setParameter("card", after.cardId());
    }
    return refs(query);
  }

  /** Locks this one, if it is still to be looked at and nobody holds it. */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean claim(UUID bankId, UUID moveId, CardRef card) {
    return !entities
        .createNativeQuery(
            CLAIM.formatted("and payer_id = :payer and card_id = :card"), Object[].class)
        .setParameter("bank", bankId)
        .setParameter("move", moveId)
        .setParameter("most", 1)
        .setParameter("payer", card.payerId())
        .setParameter("card", card.cardId())
        .getResultList()
        .isEmpty();
  }

  /**
   * Moves a claimed card if it belongs to the other bank.
   *
   * @param belongs told the number's first eight digits, and nothing else of it
   * @return false if it does not, or is not this bank's any more
   * @throws Refusal {@code ROW_REFUSED} for a row or record that does not check; it is not touched
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean move(CardRef card, UUID from, UUID to, Predicate<String> belongs) {
    CardRow row = entities.find(CardRow.class, new CardRow.Key(card.payerId(), card.cardId()));
    if (row == null || !row.bankId.equals(from) || row.state == CardState.WAITING) {
      return false;
    }
    try (CardPlain plain = safe.open(row)) {
      if (!belongs.test(plain.pan().routingPrefix())) {
        return false;
      }
      safe.seal(row, plain, to);
    }
    audit.record(
        AuditEvent.done("vault", AuditAction.CARD_MOVED, row.rowId())
            .with(
                Map.of(
                    "payer",
                    TypeId.of(IdKind.PAYER, row.payerId),
                    "from",
                    TypeId.of(IdKind.BANK, from),
                    "to",
                    TypeId.of(IdKind.BANK, to))));
    return true;
  }

  /**
   * Some verified cards of a bank, beside one another in a place that chance finds; no column is
   * believed yet.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public List<CardRef> some(UUID bankId, int most) {
    long verified = bound(bankId) - waiting(bankId);
    long place = ThreadLocalRandom.current().nextLong(Math.max(1, verified - most + 1));
    return refs(
        entities
            .createNativeQuery(
                "select payer_id, card_id from card where bank_id = :bank and state <> 'WAITING'"
                    + " order by payer_id, card_id offset :place limit :most",
                Object[].class)
            .setParameter("bank", bankId)
            .setParameter("place", place)
            .setParameter("most", most));
  }

  /**
   * Opens a card, in a transaction of its own, to have judged where it belongs; changes nothing.
   *
   * @param judge told the number's first eight digits, and nothing else of it
   * @return empty where it is not this bank's any more
   * @throws Refusal {@code ROW_REFUSED} for a row or record that does not check
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public <V> Optional<V> judged(CardRef card, UUID bankId, Function<String, V> judge) {
    CardRow row = entities.find(CardRow.class, new CardRow.Key(card.payerId(), card.cardId()));
    if (row == null || !row.bankId.equals(bankId)) {
      return Optional.empty();
    }
    try (CardPlain plain = safe.open(row)) {
      return Optional.of(judge.apply(plain.pan().routingPrefix()));
    }
  }

  /** Notes that a move has looked at a card and leaves it where it is. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void leave(CardRef card, UUID moveId) {
    entities
        .createNativeQuery(
            "update card set left_by_move = :move where payer_id = :payer and card_id = :card")
        .setParameter("move", moveId)
        .setParameter("payer", card.payerId())
        .setParameter("card", card.cardId())
        .executeUpdate();
  }

  /** A bank's cards that this move has still to look at, those that wait for the bank included. */
  @Transactional
  public long left(UUID bankId, UUID moveId) {
    return count(
        "select count(*) from card where bank_id = ?1 and left_by_move is distinct from ?2",
        bankId,
        moveId);
  }

  /** All cards that are bound to a bank. */
  @Transactional
  public long bound(UUID bankId) {
    return count("select count(*) from card where bank_id = ?1", bankId);
  }

  /** Those among them that wait for the bank. */
  @Transactional
  public long waiting(UUID bankId) {
    return count("select count(*) from card where bank_id = ?1 and state = 'WAITING'", bankId);
  }

  private static List<CardRef> refs(Query query) {
    var refs = new ArrayList<CardRef>();
    for (Object each : query.getResultList()) {
      var row = (Object[]) each;
      refs.add(new CardRef((UUID) row[0], (UUID) row[1]));
    }
    return refs;
  }

  private long count(String sql, UUID... parameters) {
    Query query = entities.createNativeQuery(sql, Long.class);
    for (int i = 0; i < parameters.length; i++) {
      query.setParameter(i + 1, parameters[i]);
    }
    return (Long) query.getSingleResult();
  }
}
