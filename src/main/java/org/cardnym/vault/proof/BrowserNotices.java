package org.cardnym.vault.proof;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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

  /** Queues the notice of a payment that was begun in another browser than the one that paid. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void paidElsewhere(UUID payerId, String merchant, Money amount, Instant at) {
    queue(NoticeKind.ELSEWHERE_PAID, payerId, merchant, amount, at);
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

  /** Queues the notice of an account that was opened. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void signedIn(UUID payerId, Instant at) {
    queue(NoticeKind.NEW_BROWSER_SIGNED_IN, payerId, Map.of(), at);
  }

  private void queue(NoticeKind kind, UUID payerId, String merchant, Money amount, Instant at) {
    String sum = amount.display(Locale.ENGLISH);
    queue(kind, payerId, Map.of("merchant", merchant, "amount", sum), at);
  }

  private void queue(NoticeKind kind, UUID payerId, Map<String, String> facts, Instant at) {
    Payer payer = payers.get(payerId);
    if (payer.state() != PayerState.ACTIVE) {
      // Who has left meanwhile has had the last mail.
      return;
    }
    var all = new TreeMap<>(facts);
    all.put("at", InWords.time(at, payer.zone()));
    notices.queue(payerId, kind, all);
  }
}
