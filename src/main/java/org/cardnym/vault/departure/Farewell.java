package org.cardnym.vault.departure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.notice.InWords;
import org.cardnym.vault.notice.NoticeKind;
import org.cardnym.vault.notice.Notices;
import org.cardnym.vault.payer.Departures;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.payment.PayerPayments;
import org.cardnym.vault.proof.Proofs;
import org.cardnym.vault.session.KnownBrowsers;
import org.cardnym.vault.session.PageSessions;

/** Ends an account for good, the same way for its owner and for whoever else may decide it. */
@ApplicationScoped
public class Farewell {
  private final Proofs proofs;
  private final PayerPayments payments;
  private final Departures departures;
  private final KnownBrowsers browsers;
  private final PageSessions sessions;
  private final Notices notices;
  private final Payers payers;
  private final Clock clock;

  Farewell(
      Proofs proofs,
      PayerPayments payments,
      Departures departures,
      KnownBrowsers browsers,
      PageSessions sessions,
      Notices notices,
      Payers payers,
      Clock clock) {
    this.proofs = proofs;
    this.payments = payments;
    this.departures = departures;
    this.browsers = browsers;
    this.sessions = sessions;
    this.notices = notices;
    this.payers = payers;
    this.clock = clock;
  }

  /**
   * Closes an account for its owner, who has given a proof.
   *
   * @throws org.cardnym.vault.refusal.Refusal {@code PAYMENTS_OPEN} while a payment waits for its
   *     bank; as {@link Departures#begin(UUID)}
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void close(UUID payerId) {
    end(payerId, () -> departures.begin(payerId), NoticeKind.ACCOUNT_CLOSED);
  }

  /**
   * Erases a payer because others decided it; a locked one too.
   *
   * @param by who decided, as the trail names them
   * @param facts for the trail; nothing of the person
   * @throws org.cardnym.vault.refusal.Refusal {@code PAYMENTS_OPEN} while a payment waits for its
   *     bank; as {@link Departures#requireErasable}
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void erase(UUID payerId, String by, Map<String, String> facts) {
    end(payerId, () -> departures.begin(payerId, by, facts), NoticeKind.ACCOUNT_ERASED);
  }

  private void end(UUID payerId, Runnable leave, NoticeKind told) {
    // In this order: a payment that is being proven right now is waited for, and then found open.
    proofs.bar(payerId);
    payments.requireNoneOpen(payerId);
    leave.run();
    browsers.forget(payerId);
    sessions.endAll(payerId);
    String at = InWords.time(clock.instant(), payers.get(payerId).zone());
    notices.queue(payerId, told, Map.of("at", at));
  }
}
