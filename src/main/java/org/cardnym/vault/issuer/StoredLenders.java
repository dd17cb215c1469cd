package org.cardnym.vault.issuer;

import jakarta.enterprise.context.ApplicationScoped;
import org.cardnym.vault.card.Cards;

/**
 * For messages that need nothing but what is stored: the card, from its record, or nothing at all.
 */
@ApplicationScoped
class StoredLenders implements Lenders {
  private final Cards cards;

  StoredLenders(Cards cards) {
    this.cards = cards;
  }

  @Override
  public Lender of(Transmission sent) {
    return switch (sent.kind()) {
      case AUTHORIZATION -> sealing -> sealing.seal(cards, sent);
      case REVERSAL, REFUND, HOLDER_NOTICE -> CardSealing::seal;
      case VERIFICATION, VERIFICATION_CODE ->
          throw new IllegalStateException("what was typed for a verification is stored nowhere");
      case ECHO, RECONCILIATION ->
          throw new IllegalStateException("no exchange is kept of what only asks");
    };
  }
}
