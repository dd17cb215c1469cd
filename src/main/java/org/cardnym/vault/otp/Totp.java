package org.cardnym.vault.otp;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * Which time step a code belongs to (RFC 6238 §4, §5.2): steps of 30 s, this one or the one before,
 * never one to come.
 */
final class Totp {
  static final int PERIOD_SECONDS = 30;
  private static final int STEPS_BACK = 1;

  private Totp() {}

  static long step(Instant now) {
    return Math.floorDiv(now.getEpochSecond(), PERIOD_SECONDS);
  }

  /**
   * The step whose code was given, if it comes after {@code lastStep}. Every step is computed and
   * compared whatever the outcome, in the same time.
   */
  static OptionalLong accepted(byte[] secret, byte[] given, Instant now, long lastStep) {
    long current = step(now);
    OptionalLong found = OptionalLong.empty();
    for (long step = current - STEPS_BACK; step <= current; step++) {
      boolean same = MessageDigest.isEqual(Hotp.code(secret, step), given);
      if (same && step > lastStep) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }
}
