package org.cardnym.vault.account;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import org.cardnym.vault.card.CardExpired;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.notice.NoticeKind;
import org.jboss.logging.Logger;

/** Tells payers whose cards went by themselves. What befalls the mail never keeps the card. */
@ApplicationScoped
class ExpiredCards {
  private static final Logger LOG = Logger.getLogger(ExpiredCards.class);

  private final Tidings tidings;

  ExpiredCards(Tidings tidings) {
    this.tidings = tidings;
  }

  void tell(@Observes(during = TransactionPhase.AFTER_SUCCESS) CardExpired gone) {
    try {
      QuarkusTransaction.requiringNew()
          .run(() -> tidings.tell(gone.payerId(), NoticeKind.CARD_EXPIRED));
    } catch (RuntimeException failed) {
      LOG.warnf(
          "expiry_not_told payer=%s cause=%s",
          TypeId.of(IdKind.PAYER, gone.payerId()), failed.getClass().getSimpleName());
    }
  }
}
