package org.cardnym.vault.proof;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.money.Money;
import org.cardnym.vault.notice.InWords;
import org.cardnym.vault.notice.NoticeKind;
import org.cardnym.vault.notice.Notices;
import org.cardnym.vault.payer.Payer;
import org.cardnym.vault.payer.PayerState;
import org.cardnym.vault.payer.Payers;

/**
 * Tells payers at once when a browser that has not paid for their name before has given their
 * proofs, whatever came of it.
 */
@ApplicationScoped
public class BrowserNotices {
  private final Notices notices;
  private final Payers payers;

  BrowserNotices(Notices notices, Payers payers) {
    this.notices = notices;
    this.payers = payers;
  }

  /**
   * Queues the notice in the caller's transaction, the one of the payment's approval; the time is
   * told in the payer's zone.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void paid(UUID payerId, String merchant, Money amount, Instant at) {
    queue(NoticeKind.NEW_BROWSER_PAID, payerId, merchant, amount, at);
  }

  /** Queues the notice of proofs that held and paid nothing yet, as a card is to be chosen. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void proven(UUID payerId, String merchant, Money amount, Instant at) {
    queue(NoticeKind.NEW_BROWSER_PROVEN, payerId, merchant, amount, at);
  }

  /** Queues the notice of a payment that the vault itself declined after the proofs held. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void declined(UUID payerId, String merchant, Money amount, Instant at) {
    queue(NoticeKind.NEW_BROWSER_DECLINED, payerId, merchant, amount, at);
  }

  private void queue(NoticeKind kind, UUID payerId, String merchant, Money amount, Instant at) {
    Payer payer = payers.get(payerId);
    if (payer.state() != PayerState.ACTIVE) {
      // Who has left meanwhile has had the last mail.
      return;
    }
    String time = InWords.time(at, payer.zone());
    notices.queue(
        payerId,
        kind,
        Map.of("merchant", merchant, "amount", amount.display(Locale.ENGLISH), "at", time));
  }
}
