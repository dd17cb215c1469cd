package org.cardnym.vault.proof;

import java.time.Instant;
import java.util.List;

/**
 * What was proven for one payment, as the bank is told.
 *
 * @param amr RFC 8176 method names, for instance {@code pwd} and {@code otp}
 * @param acr the strength reached: {@code two_factor}, or {@code user_verified} by a device that
 *     verified its user
 * @param time when the proofs were judged
 * @param bound how they are tied to payment, merchant, amount and currency
 * @param policy the rule that asked for them
 */
public record Evidence(List<String> amr, String acr, Instant time, Bound bound, String policy) {
  /** The two ways to tie a proof to what it pays. */
  public enum Bound {
    SIGNED,
    RECORDED
  }

  public Evidence {
    amr = List.copyOf(amr);
  }
}
