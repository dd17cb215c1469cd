package org.cardnym.vault.card;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.payer.PayerLeaving;

/** When a payer leaves, the cards go with their data keys, their limits and holds. */
@ApplicationScoped
class CardsLeave implements PayerLeaving {
  private final EntityManager entities;
  private final Cards cards;

  CardsLeave(EntityManager entities, Cards cards) {
    this.entities = entities;
    this.cards = cards;
  }

  @Override
  @Transactional(Transactional.TxType.MANDATORY)
  public void leaving(UUID payerId) {
    List<UUID> all =
        entities
            .createQuery("select c.cardId from CardRow c where c.payerId = :payer", UUID.class)
            .setParameter("payer", payerId)
            .getResultList();
    all.forEach(card -> cards.remove(payerId, card));
    // A limit that was set while its card was removed is left without a card.
    for (String row : new String[] {"HoldRow", "CardLimitRow"}) {
      entities
          .createQuery("delete from " + row + " r where r.payerId = :payer")
          .setParameter("payer", payerId)
          .executeUpdate();
    }
  }
}
