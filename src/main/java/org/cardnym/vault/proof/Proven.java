package org.cardnym.vault.proof;

import java.util.UUID;

/**
 * Proofs that held, not yet used: {@link Proofs#tie} uses them, once.
 *
 * @param use uses them once
 * @param newBrowser true if this browser has not paid for this name before
 */
public record Proven(UUID payerId, Way.Use use, boolean newBrowser, Evidence evidence) {
  /** The same, with what is told of it in the end. */
  public Proven with(Evidence told) {
    return new Proven(payerId, use, newBrowser, told);
  }

  /**
   * The same, given in a browser that did not begin the payment: a new one, whatever it has paid,
   * and the evidence says so.
   */
  public Proven elsewhere() {
    return new Proven(payerId, use, true, evidence.under(Applied.PASSKEY_ELSEWHERE));
  }
}
