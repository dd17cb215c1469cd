package org.cardnym.sandbox.otp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;

/**
 * Judges one person's codes: the present step and its neighbours, and no step twice (RFC 6238,
 * 5.2).
 */
public final class CodeDoor {
  private final Totp totp;
  private long lastStep = Long.MIN_VALUE;

  public CodeDoor(Totp totp) {
    this.totp = totp;
  }

  public synchronized boolean opens(String code, Instant now) {
    long present = Totp.stepAt(now);
    for (long step = present - 1; step <= present + 1; step++) {
      if (step > lastStep && same(totp.code(step), code)) {
        lastStep = step;
        return true;
      }
    }
    return false;
  }

  private static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
