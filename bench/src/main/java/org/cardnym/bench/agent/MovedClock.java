package org.cardnym.bench.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A process's clock, which jumps by as many milliseconds as a file in its order folder says, and
 * back when the file is gone.
 */
public final class MovedClock extends Clock {
  private static final String FILE = "clock";
  private static final long LOOK_NANOS = 20_000_000;

  private final InstantSource right;
  private final Path folder;
  private final ZoneId zone;
  private volatile long lookAgain = System.nanoTime();
  private volatile long millis;

  MovedClock(InstantSource right, Path folder, ZoneId zone) {
    this.right = right;
    this.folder = folder;
    this.zone = zone;
  }

  MovedClock(InstantSource right, Path folder) {
    this(right, folder, ZoneOffset.UTC);
  }

  /** Moves the clock of the process with these orders. */
  public static void move(Path folder, long millis) throws IOException {
    Files.createDirectories(folder);
    Path whole = folder.resolve("clock.new");
    Files.writeString(whole, Long.toString(millis));
    Files.move(whole, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Sets it right again. */
  public static void setRight(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(FILE));
  }

  @Override
  public Instant instant() {
    if (System.nanoTime() - lookAgain >= 0) {
      millis = read();
      lookAgain = System.nanoTime() + LOOK_NANOS;
    }
    return right.instant().plusMillis(millis);
  }

  private long read() {
    try {
      return Long.parseLong(
          Files.readString(folder.resolve(FILE), StandardCharsets.US_ASCII).strip());
    } catch (NoSuchFileException right) {
      return 0;
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new MovedClock(right, folder, other);
  }
}
