package org.cardnym.vault.audit;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  /** Some hundred lines: the last one may have been cut, those before it are whole. */
  private static final long TAIL = 65_536;

  /** Replicas that end together differ in their last heads by a few. */
  private static final int NEWEST = 64;

  private static final Pattern LINE =
      Pattern.compile("audit_head number=([0-9]{1,18}) count=[0-9]+ hash=([0-9a-f]{64})");

  private final Optional<Path> file;
  private final Deque<String> waiting = new ArrayDeque<>();
  private volatile int count;
  private long last;

  HeadsFile(
      @ConfigProperty(name = "cardnym.audit.heads-file") Optional<Path> file,
      MeterRegistry meters) {
    this.file = file;
    meters.gauge("cardnym_audit_heads_waiting", this, heads -> heads.count);
  }

  /** Appends the head, and what waited before it. */
  synchronized void keep(Head head, int entries) {
    last = head.number;
    if (file.isPresent()) {
      waiting.add(
          "audit_head number=%d count=%d hash=%s\n".formatted(head.number, entries, head.hex()));
      if (waiting.size() > MOST_WAITING) {
        waiting.remove();
      }
      write(file.get());
    }
  }

  /** True if this head of another replica's is to be kept here too. */
  synchronized boolean lacks(Head head) {
    return file.isPresent() && head.number > last;
  }

  /**
   * The newest heads that stand in the file, the newest last.
   *
   * @throws UncheckedIOException if the file can't be read: nobody knows then what stands in it
   */
  synchronized List<Head> newest() {
    return file.filter(Files::exists).map(HeadsFile::newest).orElse(List.of());
  }

  private static List<Head> newest(Path path) {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      int length = (int) Math.min(TAIL, channel.size());
      ByteBuffer end = ByteBuffer.allocate(length);
      channel.position(channel.size() - length);
      while (end.hasRemaining() && channel.read(end) >= 0) {
        // On to the end.
      }
      List<Head> heads =
          new String(end.array(), StandardCharsets.UTF_8)
              .lines()
              .map(LINE::matcher)
              .filter(Matcher::matches)
              .map(line ->
                  new Head(Long.parseLong(line.group(1)), HexFormat.of().parseHex(line.group(2))))
              .toList();
      return heads.subList(Math.max(0, heads.size() - NEWEST), heads.size());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
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
