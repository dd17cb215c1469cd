package org.cardnym.vault.otp;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.OptionalLong;
import java.util.UUID;

/** Sets up and judges time-based one-time passwords (RFC 6238). Tries are counted by the caller, before it asks. */
@ApplicationScoped
public class Otps {
  /** Makes a secret that waits for its first code; one that is in use already stays in use until then. */
  public OtpSetup begin(UUID payerId) {
    throw new UnsupportedOperationException();
  }

  /** Puts the waiting secret into use if the code is one of its; that code is used then. */
  public boolean confirm(UUID payerId, String code) {
    throw new UnsupportedOperationException();
  }

  /**
   * The time step whose code this is, or empty if it is wrong or used; marks nothing. At most one step (30 s) old. The same work
   * for a payer without a secret.
   */
  public OptionalLong judge(UUID payerId, String code) {
    throw new UnsupportedOperationException();
  }

  /** Marks an accepted step as used, in the caller's transaction; false if it, or a later one, was used already. */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean mark(UUID payerId, long step) {
    throw new UnsupportedOperationException();
  }
}
