package org.cardnym.vault.proof;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Map;
import org.cardnym.vault.notice.InWords;
import org.cardnym.vault.notice.NoticeKind;
import org.cardnym.vault.notice.Notices;
import org.cardnym.vault.passkey.ClonedPasskey;
import org.cardnym.vault.payer.Payers;

/** Tells payers that one of their passkeys seems to be copied, in the transaction that stops it. */
@ApplicationScoped
class PasskeyNotices {
  private final Notices notices;
  private final Payers payers;
  private final Clock clock;

  PasskeyNotices(Notices notices, Payers payers, Clock clock) {
    this.notices = notices;
    this.payers = payers;
    this.clock = clock;
  }

  void cloned(@Observes ClonedPasskey passkey) {
    String at = InWords.time(clock.instant(), payers.get(passkey.payerId()).zone());
    notices.queue(passkey.payerId(), NoticeKind.PASSKEY_COPIED, Map.of("at", at));
  }
}
