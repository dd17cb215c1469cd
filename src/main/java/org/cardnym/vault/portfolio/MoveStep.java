package org.cardnym.vault.portfolio;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.card.CardMoves;
import org.cardnym.vault.card.CardRef;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.Bank;
import org.cardnym.vault.issuer.Banks;
import org.cardnym.vault.issuer.Exchanges;
import org.cardnym.vault.issuer.RouteMap;
import org.cardnym.vault.issuer.Routes;
import org.cardnym.vault.keys.Envelopes;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Takes a few cards to the other bank, in one short transaction under their rows' locks. It passes
 * over cards that others hold and those with a message under way, which come again later; each card
 * is the one bank's or the other's, whenever it ends.
 */
@ApplicationScoped
class MoveStep {
  /**
   * What was done.
   *
   * @param place the last card that was found; null where no more follow
   */
  record Step(MoveTally tally, @Nullable CardRef place) {
    static final Step NOTHING = new Step(MoveTally.NONE, null);
  }

  /** A card does not check; whatever else is refused is about no single card. */
  private static final class CardRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final EntityManager entities;
  private final Banks banks;
  private final Routes routes;
  private final Exchanges exchanges;
  private final CardMoves cards;
  private final MoveProgress progress;
  private final Audit audit;
  private final Envelopes envelopes;

  MoveStep(
      EntityManager entities,
      Banks banks,
      Routes routes,
      Exchanges exchanges,
      CardMoves cards,
      MoveProgress progress,
      Audit audit,
      Envelopes envelopes) {
    this.entities = entities;
    this.banks = banks;
    this.routes = routes;
    this.exchanges = exchanges;
    this.cards = cards;
    this.progress = progress;
    this.audit = audit;
    this.envelopes = envelopes;
  }

  /**
   * Goes on after a place.
   *
   * @param place null for the beginning
   * @param most cards, at most
   * @throws Refusal {@link ErrorCode#ROW_REFUSED} where the move itself, a bank or the routes were
   *     written past the vault
   */
  Step next(UUID moveId, @Nullable CardRef place, int most) {
    var found = new ArrayList<CardRef>();
    MoveTally tally;
    try {
      tally = QuarkusTransaction.requiringNew().call(() -> several(moveId, place, most, found));
    } catch (CardRefused refused) {
      // Each by itself, so that one that does not check keeps no other.
      tally = found.stream().map(card -> one(moveId, card)).reduce(MoveTally.NONE, MoveTally::plus);
    }
    return new Step(tally, found.size() < most ? null : found.getLast());
  }

  private MoveTally several(UUID moveId, @Nullable CardRef place, int most, List<CardRef> found) {
    MoveRow move = going(moveId);
    if (move == null) {
      return MoveTally.NONE;
    }
    RouteMap map = routes.map(null);
    found.addAll(cards.claim(move.fromBank, moveId, place, most));
    return take(move, map, found);
  }

  private MoveTally one(UUID moveId, CardRef card) {
    try {
      return QuarkusTransaction.requiringNew()
          .call(() -> {
            MoveRow move = going(moveId);
            if (move == null) {
              return MoveTally.NONE;
            }
            RouteMap map = routes.map(null);
            return cards.claim(move.fromBank, moveId, card)
                ? take(move, map, List.of(card))
                : MoveTally.NONE;
          });
    } catch (CardRefused refused) {
      return QuarkusTransaction.requiringNew().call(() -> leftAsRefused(moveId, card));
    }
  }

  private MoveTally leftAsRefused(UUID moveId, CardRef card) {
    var tally = new MoveTally(0, 0, 0, 1);
    cards.leave(card, moveId);
    progress.add(moveId, tally);
    return tally;
  }

  /**
   * The move, which nobody stops until the transaction ends; null where it is over, or the bank
   * that it goes to takes no new cards.
   */
  private @Nullable MoveRow going(UUID moveId) {
    MoveRow move = entities.find(MoveRow.class, moveId, LockModeType.PESSIMISTIC_READ);
    if (move == null || move.state != MoveState.RUNNING) {
      return null;
    }
    boolean takes =
        banks.find(move.toBank).filter(bank -> bank.state() == Bank.State.ACTIVE).isPresent();
    return takes ? move : null;
  }

  private MoveTally take(MoveRow move, RouteMap map, List<CardRef> locked) {
    if (locked.isEmpty()) {
      return MoveTally.NONE;
    }
    // Asked once the cards are locked: from then on no payment begins with them.
    Set<UUID> busy = exchanges.underWay(locked.stream().map(CardRef::cardId).toList());
    List<CardRef> free = locked.stream().filter(card -> !busy.contains(card.cardId())).toList();
    if (free.isEmpty()) {
      return MoveTally.NONE;
    }
    announce(move, free.size());
    // The key's version is the last thing that it takes: enrolments never wait for a move.
    return envelopes.together(() -> {
      MoveTally tally =
          free.stream().map(card -> take(move, map, card)).reduce(MoveTally.NONE, MoveTally::plus);
      entities.flush();
      progress.add(move.moveId, tally);
      return tally;
    });
  }

  /** In the trail before a card is open, whatever becomes of this transaction. */
  private void announce(MoveRow move, int count) {
    audit.recordApart(
        AuditEvent.done("vault", AuditAction.CARDS_LOOKED_AT, move.rowId())
            .with(
                Map.of(
                    "bank",
                    TypeId.of(IdKind.BANK, move.fromBank),
                    "cards",
                    Integer.toString(count))));
  }

  private MoveTally take(MoveRow move, RouteMap map, CardRef card) {
    var verdict = new MoveVerdict[1];
    boolean moved;
    try {
      moved =
          cards.move(
              card,
              move.fromBank,
              move.toBank,
              prefix -> {
                verdict[0] = MoveVerdict.of(move.range(), move.toBank, map, prefix);
                return verdict[0] == MoveVerdict.MOVES;
              });
    } catch (Refusal refusal) {
      if (refusal.code() != ErrorCode.ROW_REFUSED) {
        throw refusal;
      }
      throw new CardRefused();
    }
    if (verdict[0] == null) {
      return MoveTally.NONE;
    }
    if (!moved) {
      cards.leave(card, move.moveId);
    }
    return verdict[0].tally;
  }
}
