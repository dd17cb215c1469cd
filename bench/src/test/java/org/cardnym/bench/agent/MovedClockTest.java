package org.cardnym.bench.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovedClockTest {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

  @TempDir Path folder;

  @Test
  void theClockJumpsAndComesBack() throws IOException, InterruptedException {
    var clock = new MovedClock(() -> NOON, folder);
    assertThat(clock.instant()).isEqualTo(NOON);

    MovedClock.move(folder, -90_000);
    Thread.sleep(50);
    assertThat(clock.instant()).isEqualTo(NOON.minusSeconds(90));

    MovedClock.setRight(folder);
    Thread.sleep(50);
    assertThat(clock.instant()).isEqualTo(NOON);
  }

  @Test
  void aClockThatIsRightIsSetRightWithoutHarm() throws IOException {
    MovedClock.setRight(folder);

    assertThat(new MovedClock(() -> NOON, folder).instant()).isEqualTo(NOON);
  }
}
