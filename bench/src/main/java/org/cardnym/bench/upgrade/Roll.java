package org.cardnym.bench.upgrade;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.cardnym.bench.agent.Release;
import org.cardnym.bench.stack.Server;
import org.cardnym.bench.stack.Stack;
import org.cardnym.sandbox.process.Await;

/** What an operator does to one replica after the other. */
final class Roll {
  /** The newest of {@link #MIGRATIONS}. */
  static final String NEWEST = "9005";

  private static final List<String> MIGRATIONS =
      List.of(
          "V9000__payment_note.sql",
          "V9001__exchange_note.sql",
          "V9002__audit_note.sql",
          "V9003__card_note.sql",
          "V9004__notes.sql",
          "V9005__payment_index.sql");

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** As a shell tells a process that ended by SIGTERM. */
  private static final int TERMINATED = 143;

  private final Stack stack;
  private final Consumer<String> say;
  private final List<String> wrong;
  private final Await await = new Await(() -> false);
  private final Path release;

  Roll(Stack stack, Consumer<String> say, List<String> wrong) {
    this.stack = stack;
    this.say = say;
    this.wrong = wrong;
    this.release = stack.folder().resolve("next-release");
    unpack();
  }

  /** Ends a replica, has the next release stand in its place, and starts that. */
  void upgrade(int replica) {
    try {
      Release.install(stack.orders(replica), release);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    again(replica, "the next release");
  }

  /** Ends a replica and starts what stands there. */
  void again(int replica, String what) {
    Server vault = stack.vault(replica);
    long began = System.nanoTime();
    vault.terminate();
    if (vault.exitCode() != TERMINATED) {
      wrong.add("replica " + (replica + 1) + " did not end by itself: " + vault.exitCode());
    }
    long ended = System.nanoTime();
    int[] starts = {0};
    await.until(
        "replica " + (replica + 1),
        PATIENCE,
        () -> {
          // Whoever keeps replicas up starts one again that gave up, as where a table is held.
          if (!vault.alive()) {
            starts[0]++;
            vault.start();
          }
          // Nobody ends the next one before the balancer leads to this one again.
          return stack.vaultReady(replica) && stack.led(replica) == replica;
        });
    say.accept(
        "replica %d: %s; ended after %d ms, ready after %d ms, starts=%d"
            .formatted(
                replica + 1,
                what,
                millis(began, ended),
                millis(ended, System.nanoTime()),
                starts[0]));
  }

  private static long millis(long from, long to) {
    return Duration.ofNanos(to - from).toMillis();
  }

  private void unpack() {
    try {
      Files.createDirectories(release);
      for (String each : MIGRATIONS) {
        try (InputStream in = Roll.class.getResourceAsStream(each)) {
          Files.copy(Objects.requireNonNull(in, each), release.resolve(each));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
