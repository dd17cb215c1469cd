package org.cardnym.vault.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.cardnym.vault.notice.InWords;
import org.cardnym.vault.notice.NoticeKind;
import org.cardnym.vault.notice.Notices;
import org.cardnym.vault.payer.Payers;

/** Tells payers by mail what was done in their name, in the transaction that does it. */
@ApplicationScoped
public class Tidings {
  private final Notices notices;
  private final Payers payers;
  private final Clock clock;

  Tidings(Notices notices, Payers payers, Clock clock) {
    this.notices = notices;
    this.payers = payers;
    this.clock = clock;
  }

  /** Tells what needs no facts but the time. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void tell(UUID payerId, NoticeKind kind) {
    tell(payerId, kind, Map.of());
  }

  /** The time is added, in the payer's zone. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void tell(UUID payerId, NoticeKind kind, Map<String, String> facts) {
    var all = new TreeMap<>(facts);
    all.put("at", InWords.time(clock.instant(), payers.get(payerId).zone()));
    notices.queue(payerId, kind, all);
  }
}
