package org.cardnym.vault.audit;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Signed heads in a file outside the database, a line each as in the log, on disk before the next
 * batch. The file is opened anew each time, so it may be moved away at any moment. What can't be
 * written alarms, waits, and is written once that is possible.
 */
@ApplicationScoped
class HeadsFile {
  private static final Logger LOG = Logger.getLogger(HeadsFile.class);

  /** A day of heads at one a second; then the oldest goes, which each later one names. */
  private static final int MOST_WAITING = 86_400;

  private final Optional<Path> file;
  private final Deque<String> waiting = new ArrayDeque<>();
  private volatile int count;

  HeadsFile(
      @ConfigProperty(name = "cardnym.audit.heads-file") Optional<Path> file,
      MeterRegistry meters) {
    this.file = file;
    meters.gauge("cardnym_audit_heads_waiting", this, heads -> heads.count);
  }

  /** Appends the head, and what waited before it. */
  synchronized void keep(Head head, int entries) {
    if (file.isPresent()) {
      waiting.add(
          "audit_head number=%d count=%d hash=%s\n".formatted(head.number, entries, head.hex()));
      if (waiting.size() > MOST_WAITING) {
        waiting.remove();
      }
      write(file.get());
    }
  }

  /** Tries again what could not be written. */
  @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  synchronized void again() {
    if (file.isPresent() && !waiting.isEmpty()) {
      write(file.get());
    }
  }

  private void write(Path path) {
    count = waiting.size();
    try {
      append(path, String.join("", waiting));
      waiting.clear();
      count = 0;
    } catch (IOException | RuntimeException failed) {
      LOG.errorf(
          "audit_heads_unwritten count=%d error=%s", count, failed.getClass().getSimpleName());
    }
  }

  /**
   * Appends and waits for the disk; makes the file, for its owner only, where there is none. After
   * a line that was cut it begins a new one: what was left of it could pass for another head.
   *
   * @throws IOException also where only a part was written: a line that was cut is no head
   */
  static void append(Path path, String lines) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            path,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      String whole = !lines.isEmpty() && isCut(path) ? "\n" + lines : lines;
      ByteBuffer rest = ByteBuffer.wrap(whole.getBytes(StandardCharsets.UTF_8));
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }

  private static boolean isCut(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      long size = channel.size();
      return size > 0 && channel.read(last, size - 1) == 1 && last.get(0) != '\n';
    }
  }
}
