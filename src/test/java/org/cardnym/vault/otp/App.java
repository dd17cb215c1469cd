package org.cardnym.vault.otp;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** An authenticator app: reads the letters, shows codes. */
public final class App {
  private final byte[] secret;

  private App(byte[] secret) {
    this.secret = secret;
  }

  static App scan(OtpSetup setup) {
    return type(setup.secret());
  }

  /** What somebody types who can't scan. */
  public static App type(String letters) {
    byte[] secret = new byte[letters.length() * 5 / 8];
    long bits = 0;
    int count = 0;
    int at = 0;
    for (char letter : letters.toCharArray()) {
      bits = bits << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter);
      count += 5;
      if (count >= 8) {
        count -= 8;
        secret[at++] = (byte) (bits >>> count);
      }
    }
    return new App(secret);
  }

  public String code() {
    return code(Duration.ZERO);
  }

  /** What it will show then. */
  public String code(Duration ahead) {
    long step = Instant.now().plus(ahead).getEpochSecond() / 30;
    return new String(Hotp.code(secret, step), StandardCharsets.US_ASCII);
  }
}
