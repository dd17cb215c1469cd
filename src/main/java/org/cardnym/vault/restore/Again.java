package org.cardnym.vault.restore;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.card.Cards;
import org.cardnym.vault.departure.Farewell;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.payer.Payer;
import org.cardnym.vault.payer.PayerLocks;
import org.cardnym.vault.payer.PayerState;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.proof.Proofs;
import org.cardnym.vault.restore.Fates.Fate;
import org.cardnym.vault.session.PageSessions;

/**
 * Does once more what a restore has taken back, only where it tightens: what stands already, or
 * goes further, stays as it is. Each payer in a transaction of its own; again changes nothing.
 */
@ApplicationScoped
class Again {
  private static final String VAULT = "vault";
  private static final String WHY = "carried forward after a restore";

  private final Payers payers;
  private final PayerLocks locks;
  private final Proofs proofs;
  private final PageSessions sessions;
  private final Cards cards;
  private final Farewell farewell;

  Again(
      Payers payers,
      PayerLocks locks,
      Proofs proofs,
      PageSessions sessions,
      Cards cards,
      Farewell farewell) {
    this.payers = payers;
    this.locks = locks;
    this.proofs = proofs;
    this.sessions = sessions;
    this.cards = cards;
    this.farewell = farewell;
  }

  /**
   * How many changes it took.
   *
   * @throws org.cardnym.vault.refusal.Refusal {@code PAYMENTS_OPEN} for one who has left, while a
   *     payment of theirs waits for its bank
   */
  int see(String payer, Fate fate) {
    UUID payerId = TypeId.parse(IdKind.PAYER, payer);
    return QuarkusTransaction.requiringNew().call(() -> seen(payerId, fate));
  }

  private int seen(UUID payerId, Fate fate) {
    Optional<PayerState> state = payers.find(payerId).map(Payer::state);
    if (state.isEmpty()) {
      return 0;
    }
    return switch (state.get()) {
      case LEAVING, ERASED, DECOY, PENDING -> 0;
      case ACTIVE, LOCKED, IMPORTED -> fate.left ? left(payerId) : tightened(payerId, fate);
    };
  }

  private int left(UUID payerId) {
    farewell.erase(payerId, VAULT, Map.of("reason", WHY));
    return 1;
  }

  private int tightened(UUID payerId, Fate fate) {
    int changes = 0;
    for (String card : fate.removedCards) {
      changes += cards.remove(payerId, TypeId.parse(IdKind.CARD, card), VAULT) ? 1 : 0;
    }
    // The freeze first: it stays beneath a lock, and is still there when somebody lifts that.
    if (fate.frozen && payers.freeze(payerId, VAULT)) {
      changes++;
    }
    if (fate.locked) {
      proofs.bar(payerId);
      if (locks.lock(payerId, VAULT, WHY)) {
        sessions.endAll(payerId);
        changes++;
      }
    }
    return changes;
  }
}
