package org.cardnym.vault.session;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A browser's session with the vault's own pages.
 *
 * @param payerId whose it is, or null before anybody is known
 * @param provenAt when a proof was last given in this very session, or null
 * @param cookie to be set by the answer whenever the session was begun or renewed
 */
public record PageSession(
    UUID id, @Nullable UUID payerId, @Nullable Instant provenAt, Cookie cookie) {
  /**
   * The payer of this session.
   *
   * @throws Refusal {@link ErrorCode#STEP_OUT_OF_ORDER} if it has none yet
   */
  public UUID requirePayer() {
    UUID payer = payerId;
    if (payer == null) {
      throw new Refusal(ErrorCode.STEP_OUT_OF_ORDER);
    }
    return payer;
  }

  /**
   * Refuses unless a proof was given in this session within the last {@code span}.
   *
   * @throws Refusal {@link ErrorCode#PROOF_TOO_OLD}
   */
  public void requireProof(Instant now, Duration span) {
    Instant proven = provenAt;
    if (proven == null || proven.plus(span).isBefore(now)) {
      throw new Refusal(ErrorCode.PROOF_TOO_OLD);
    }
  }
}
