package org.cardnym.vault.portfolio;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.audit.AuditLag;
import org.cardnym.vault.card.CardMoves;
import org.cardnym.vault.card.CardRef;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.RouteMap;
import org.cardnym.vault.issuer.Routes;
import org.cardnym.vault.keys.Keys;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * Tries a move out on a few cards. Where a card belongs stands in no clear column, so these are
 * opened; none is changed, and no digit is told.
 */
@ApplicationScoped
public class MoveSample {
  /** The most cards that are opened for it. */
  public static final int MOST = 200;

  private final Keys keys;
  private final AuditLag lag;
  private final Routes routes;
  private final CardMoves cards;
  private final Audit audit;

  MoveSample(Keys keys, AuditLag lag, Routes routes, CardMoves cards, Audit audit) {
    this.keys = keys;
    this.lag = lag;
    this.routes = routes;
    this.cards = cards;
    this.audit = audit;
  }

  /**
   * What would become of up to {@value #MOST} of the bank's cards, beside one another in a place
   * that chance finds.
   *
   * @param actor who asks, as the trail names them
   */
  public MoveTally of(String actor, MoveAsked asked) {
    keys.requireFresh();
    lag.requireCurrent();
    RouteMap map = QuarkusTransaction.requiringNew().call(() -> routes.map(asked.from()));
    List<CardRef> some = cards.some(asked.fromBank(), MOST);
    if (some.isEmpty()) {
      return MoveTally.NONE;
    }
    audit.recordApart(
        AuditEvent.done(
                actor, AuditAction.CARDS_LOOKED_AT, TypeId.of(IdKind.BANK, asked.fromBank()))
            .with(Map.of("cards", Integer.toString(some.size()))));
    return some.stream()
        .map(card -> tally(asked, map, card))
        .reduce(MoveTally.NONE, MoveTally::plus);
  }

  private MoveTally tally(MoveAsked asked, RouteMap map, CardRef card) {
    try {
      return cards
          .judged(
              card,
              asked.fromBank(),
              prefix -> MoveVerdict.of(asked.range(), asked.toBank(), map, prefix))
          .map(verdict -> verdict.tally)
          .orElse(MoveTally.NONE);
    } catch (Refusal refusal) {
      if (refusal.code() != ErrorCode.ROW_REFUSED) {
        throw refusal;
      }
      return new MoveTally(0, 0, 0, 1);
    }
  }
}
