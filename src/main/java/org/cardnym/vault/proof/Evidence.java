package org.cardnym.vault.proof;

import java.time.Instant;
import java.util.List;

/**
 * What was proven for one payment, as the bank is told.
 *
 * @param amr RFC 8176 method names, for instance {@code pwd} and {@code otp}
 * @param acr the strength reached: {@code two_factor}, or {@code user_verified} by a device that
 *     verified its user; {@code one_factor} where policy takes no more
 * @param time when the proofs were judged
 * @param bound how they are tied to payment, merchant, amount and currency
 * @param policy the rule they were taken under, by its {@link Applied#wire}
 */
public record Evidence(List<String> amr, String acr, Instant time, Bound bound, String policy) {
  /** The strength of a password alone. */
  static final String ONE_FACTOR = "one_factor";

  /** The two ways to tie a proof to what it pays. */
  public enum Bound {
    SIGNED,
    RECORDED
  }

  public Evidence {
    amr = List.copyOf(amr);
  }

  /** A password alone. */
  public static Evidence passwordAlone(Instant time) {
    return new Evidence(
        List.of("pwd"), ONE_FACTOR, time, Bound.RECORDED, Applied.ONE_FACTOR_EXEMPTION.wire());
  }

  /** True for less than a strong proof. */
  public boolean oneFactor() {
    return acr.equals(ONE_FACTOR);
  }

  /** The same, taken under another rule. */
  public Evidence under(Applied rule) {
    return new Evidence(amr, acr, time, bound, rule.wire());
  }
}
