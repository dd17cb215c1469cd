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

/** Whose a session is, and how long ago they proved it in this very session. */
@ApplicationScoped
public class ProvenPayers {
  /** How fresh the proof must be to add a card. */
  static final Duration SPAN = Duration.ofMinutes(15);

  /** How fresh it must be for what loosens, opens or ends an account. */
  public static final Duration FRESH = Duration.ofMinutes(5);

  private final Payers payers;
  private final Clock clock;

  ProvenPayers(Payers payers, Clock clock) {
    this.payers = payers;
    this.clock = clock;
  }

  /**
   * The session's payer, if both proofs were given in it, however long ago.
   *
   * @throws Refusal {@link ErrorCode#SESSION_ENDED} for anybody else: they have to sign in
   */
  public UUID signedIn(PageSession session) {
    UUID payerId = session.payerId();
    if (payerId == null || session.provenAt() == null || !active(payerId)) {
      throw new Refusal(ErrorCode.SESSION_ENDED);
    }
    return payerId;
  }

  /**
   * Refuses unless a proof was given in this session within the last {@link #FRESH}.
   *
   * @throws Refusal {@link ErrorCode#PROOF_TOO_OLD}
   */
  public void requireFresh(PageSession session) {
    session.requireProof(clock.instant(), FRESH);
  }

  /**
   * Refuses for a day after the account was recovered.
   *
   * @throws Refusal {@link ErrorCode#RECOVERED_RECENTLY}
   */
  public void requireLoosening(UUID payerId) {
    if (!payers.get(payerId).mayLoosen(clock.instant())) {
      throw new Refusal(ErrorCode.RECOVERED_RECENTLY);
    }
  }

  /**
   * The payer of a session in which a card may be added.
   *
   * @throws Refusal {@link ErrorCode#STEP_OUT_OF_ORDER}, {@link ErrorCode#PROOF_TOO_OLD}, {@link
   *     ErrorCode#RECOVERED_RECENTLY}
   */
  UUID require(PageSession session) {
    UUID payerId = session.requirePayer();
    session.requireProof(clock.instant(), SPAN);
    if (!active(payerId)) {
      throw new Refusal(ErrorCode.STEP_OUT_OF_ORDER);
    }
    requireLoosening(payerId);
    return payerId;
  }

  private boolean active(UUID payerId) {
    return payers.find(payerId).filter(p -> p.state() == PayerState.ACTIVE).isPresent();
  }
}
