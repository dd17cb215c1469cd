package org.cardnym.sandbox.otp;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One person's one-time codes: RFC 6238 with SHA-1, six digits, steps of 30 s. Never prints its
 * secret.
 */
public final class Totp {
  private static final int STEP_SECONDS = 30;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec key;

  public Totp(String base32Secret) {
    this.key = new SecretKeySpec(Base32.decode(base32Secret), "HmacSHA1");
  }

  /** A fresh secret of 160 bits, base32 (RFC 4226, R6). */
  public static String newSecret() {
    byte[] secret = new byte[20];
    RANDOM.nextBytes(secret);
    return Base32.encode(secret);
  }

  public static long stepAt(Instant now) {
    return Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
  }

  public static int secondsLeft(Instant now) {
    return STEP_SECONDS - (int) Math.floorMod(now.getEpochSecond(), (long) STEP_SECONDS);
  }

  public String codeAt(Instant now) {
    return code(stepAt(now));
  }

  /** RFC 4226, 5.3. */
  public String code(long step) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(key);
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 0xf;
      int binary = ByteBuffer.wrap(hash).getInt(offset) & 0x7fffffff;
      return String.format(Locale.ROOT, "%06d", binary % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
