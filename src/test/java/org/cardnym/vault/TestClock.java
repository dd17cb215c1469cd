package org.cardnym.vault;

import io.quarkus.test.junit.QuarkusMock;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The replica's clock, some time ahead of the real one until the end of the test. */
public final class TestClock extends Clock {
  private final Duration ahead;

  private TestClock(Duration ahead) {
    this.ahead = ahead;
  }

  /** Lets time pass for every bean of the vault; the database's clock stays. */
  public static void ahead(Duration duration) {
    QuarkusMock.installMockForInstance(
        new TestClock(duration), CDI.current().select(Clock.class).get());
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
