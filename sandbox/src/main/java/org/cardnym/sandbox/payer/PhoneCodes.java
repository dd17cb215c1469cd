package org.cardnym.sandbox.payer;

import java.time.Duration;
import java.time.InstantSource;
import org.cardnym.sandbox.otp.Totp;
import org.cardnym.sandbox.process.Await;

/** A person's authenticator app: reads a code, and waits for the next when this one was used. */
public final class PhoneCodes {
  private final Totp totp;
  private final InstantSource clock;
  private final Await await;
  private long lastStep = Long.MIN_VALUE;

  public PhoneCodes(String secret, InstantSource clock, Await await) {
    this.totp = new Totp(secret);
    this.clock = clock;
    this.await = await;
  }

  public String fresh() {
    await.until(
        "the next one-time code",
        Duration.ofSeconds(40),
        () -> Totp.stepAt(clock.instant()) > lastStep);
    lastStep = Totp.stepAt(clock.instant());
    return totp.code(lastStep);
  }
}
