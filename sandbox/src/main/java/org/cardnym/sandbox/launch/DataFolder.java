package org.cardnym.sandbox.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.cardnym.sandbox.process.RunFolder;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which one sandbox lives at a time; the system lets go of its lock even after a
 * kill.
 */
final class DataFolder implements AutoCloseable {
  private static final String LOCK = ".lock";
  private static final String KEPT = "sandbox.json";

  private final Path folder;
  private final FileChannel channel;
  private final List<String> swept;

  private DataFolder(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
    this.swept = runs().sweep();
  }

  /**
   * Takes a folder, ends what a killed sandbox left in it, and empties it unless it is kept.
   *
   * @param keep true for a folder that the caller named: its data is worked on again
   */
  static DataFolder claim(Path folder, boolean keep) {
    try {
      if (keep && isForeign(folder)) {
        throw new StartRefused(folder + " is neither empty nor a sandbox's folder", 1);
      }
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      FileChannel channel = lock(folder);
      DataFolder claimed = new DataFolder(folder, channel);
      if (keep) {
        Files.deleteIfExists(claimed.environment());
      } else {
        claimed.empty();
      }
      Files.createDirectories(claimed.logs());
      return claimed;
    } catch (IOException e) {
      throw new StartRefused("can't work in " + folder + ": " + e.getClass().getSimpleName(), 1);
    }
  }

  /** What a killed sandbox had left running here. */
  List<String> swept() {
    return swept;
  }

  Path environment() {
    return folder.resolve("sandbox.env");
  }

  /** Who may become one who signs: {@code vault-admin operator invite} writes it. */
  Path approvers() {
    return folder.resolve("approvers.jsonl");
  }

  Path kept() {
    return folder.resolve(KEPT);
  }

  Path logs() {
    return folder.resolve("logs");
  }

  Path log(String name) {
    return logs().resolve(name + ".log");
  }

  Path part(String name) {
    return folder.resolve(name);
  }

  RunFolder runs() {
    return new RunFolder(folder.resolve("run"));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    Path file = folder.resolve(LOCK);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = tryLock(channel);
    if (lock == null) {
      channel.close();
      throw new StartRefused(
          "another sandbox (process "
              + Files.readString(file).strip()
              + ") lives in "
              + folder
              + "; stop it, or give this one its own --data DIR and --port-base N",
          1);
    }
    channel.truncate(0);
    String pid = ProcessHandle.current().pid() + "\n";
    channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
    return channel;
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException ours) {
      return null;
    }
  }

  private static boolean isForeign(Path folder) throws IOException {
    if (!Files.exists(folder)
        || Files.exists(folder.resolve(LOCK))
        || Files.exists(folder.resolve(KEPT))) {
      return false;
    }
    if (!Files.isDirectory(folder)) {
      return true;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isPresent();
    }
  }

  private void empty() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.toList()) {
        if (!entry.endsWith(LOCK)) {
          delete(entry);
        }
      }
    }
  }

  /** Links are removed, not followed. */
  private static void delete(Path tree) throws IOException {
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException failure)
              throws IOException {
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
