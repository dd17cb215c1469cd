package org.cardnym.vault.approval;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, as their identity provider's token names them.
 *
 * @param actor as the trail names them, for instance {@code person:7f3c…} or {@code client:ops}
 * @param human false for machines
 * @param amr how they proved who they are (RFC 8176)
 * @param authenticatedAt when (OpenID Connect Core, {@code auth_time}), or null if it is not told
 */
public record Person(
    String issuer,
    String subject,
    String actor,
    boolean human,
    Set<String> amr,
    @Nullable Instant authenticatedAt) {
  /** How long ago a person may have proven who they are when they sign. */
  static final Duration FRESH = Duration.ofMinutes(15);

  /** Of an identity provider's clock that is ahead. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private static final Set<String> KNOWN = Set.of("pwd", "pin", "kba");
  private static final Set<String> HAD = Set.of("otp", "hwk", "swk", "sc", "sms", "tel");
  private static final Set<String> OWN = Set.of("fpt", "face", "iris", "retina", "vbm");

  public Person {
    amr = Set.copyOf(amr);
  }

  /**
   * Demands a person who has just proven with two factors who they are.
   *
   * @throws Refusal {@link ErrorCode#FORBIDDEN} for a machine, {@link ErrorCode#PROOF_TOO_OLD} for
   *     a person who has to sign in again
   */
  public void requireFresh(Instant now) {
    if (!human) {
      throw new Refusal(ErrorCode.FORBIDDEN);
    }
    Instant at = authenticatedAt;
    if (!twoFactors()
        || at == null
        || at.isAfter(now.plus(SKEW))
        || at.isBefore(now.minus(FRESH))) {
      throw new Refusal(ErrorCode.PROOF_TOO_OLD);
    }
  }

  private boolean twoFactors() {
    return amr.contains("mfa")
        || (any(KNOWN) ? 1 : 0) + (any(HAD) ? 1 : 0) + (any(OWN) ? 1 : 0) > 1;
  }

  private boolean any(Collection<String> methods) {
    return methods.stream().anyMatch(amr::contains);
  }
}
