package org.cardnym.vault.enrolment;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.cardnym.vault.payer.PayerState;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.session.PageSession;

/**
 * Who may add a card: a registered payer whose proof was given in this very session, not long ago.
 */
@ApplicationScoped
class ProvenPayers {
  /** How fresh the proof in this session must be. */
  static final Duration SPAN = Duration.ofMinutes(15);

  private final Payers payers;
  private final Clock clock;

  ProvenPayers(Payers payers, Clock clock) {
    this.payers = payers;
    this.clock = clock;
  }

  /**
   * The session's payer.
   *
   * @throws Refusal {@link ErrorCode#STEP_OUT_OF_ORDER}, {@link ErrorCode#PROOF_TOO_OLD}
   */
  UUID require(PageSession session) {
    UUID payerId = session.requirePayer();
    session.requireProof(clock.instant(), SPAN);
    if (payers.get(payerId).state() != PayerState.ACTIVE) {
      throw new Refusal(ErrorCode.STEP_OUT_OF_ORDER);
    }
    return payerId;
  }
}
