package org.cardnym.admin.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.cardnym.admin.secret.PrivateFile;
import org.cardnym.admin.terminal.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * The file of an export (0600): grows beside its name, page by page, and gets the name once it is
 * whole and on disk. What a run leaves behind the next one goes on with.
 */
final class ExportFile implements ExportTarget {
  private final Path file;
  private final Path part;
  private final FileChannel channel;
  private ExportPart left = ExportPart.NOTHING;

  private ExportFile(Path file, Path part, FileChannel channel) {
    this.file = file;
    this.part = part;
    this.channel = channel;
  }

  /**
   * @throws Failure if the file is there already, or another run writes it, or it can't be written
   */
  static ExportFile open(Path file) {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new Failure(Trouble.PATH_TAKEN, file + " exists already.");
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      FileChannel channel =
          FileChannel.open(
              part,
              Set.of(
                  StandardOpenOption.CREATE,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE,
                  LinkOption.NOFOLLOW_LINKS),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      ExportFile export = new ExportFile(file, part, channel);
      export.goOn();
      return export;
    } catch (IOException e) {
      throw unwritten(file);
    }
  }

  @Override
  public ExportPart left() {
    return left;
  }

  @Override
  public void write(JsonNode line) {
    try {
      ByteBuffer rest =
          ByteBuffer.wrap((JsonText.compact(line) + "\n").getBytes(StandardCharsets.UTF_8));
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    } catch (IOException e) {
      throw unwritten(file);
    }
  }

  @Override
  public void finish() {
    try {
      channel.force(true);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      PrivateFile.forceFolder(file);
    } catch (IOException e) {
      throw unwritten(file);
    }
  }

  @Override
  public @Nullable Path file() {
    return file;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // What counts was forced to the disk before.
    }
  }

  /** Drops what comes after the last whole page. */
  private void goOn() throws IOException {
    if (!held() || !PrivateFile.mode(part).equals("rw-------")) {
      channel.close();
      throw new Failure(
          Trouble.PATH_TAKEN, part + " is written by another export, or others may read it.");
    }
    left = ExportPart.read(part);
    channel.truncate(left.length());
    channel.position(left.length());
  }

  private boolean held() throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException another) {
      return false;
    }
  }

  private static Failure unwritten(Path file) {
    return new Failure(Trouble.FILE_NOT_WRITTEN, file + " can't be written.");
  }
}
