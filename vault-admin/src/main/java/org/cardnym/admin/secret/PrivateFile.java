package org.cardnym.admin.secret;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;

/** Files that only their owner may read (0600) and that exist whole or not at all. */
public final class PrivateFile {
  /** Bytes; whatever is secret here is small. */
  public static final int LARGEST = 64 * 1024;

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private PrivateFile() {}

  /**
   * Reads a secret.
   *
   * @throws Failure if it can't be read, is over {@link #LARGEST}, or anyone but its owner may read
   *     or write it
   */
  public static byte[] read(Path file) {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      if (!EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE)
          .containsAll(permissions)) {
        throw new Failure(
            Trouble.FILE_TOO_OPEN,
            file + " has mode " + PosixFilePermissions.toString(permissions) + ".");
      }
      return readBounded(file);
    } catch (NoSuchFileException e) {
      throw new Failure(Trouble.FILE_UNREADABLE, "There is no file " + file + ".");
    } catch (IOException e) {
      throw new Failure(Trouble.FILE_UNREADABLE, file + " can't be read.");
    }
  }

  /** Its permissions like {@code rw-r--r--}, or {@code unknown}. */
  public static String mode(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      return "unknown";
    }
  }

  /** Whether anyone but its owner may change it. */
  public static boolean othersMayWrite(Path file) {
    String mode = mode(file);
    return mode.length() == 9 && (mode.charAt(4) == 'w' || mode.charAt(7) == 'w');
  }

  /** Reads a file that is no secret, with the same bound. */
  public static byte[] readPublic(Path file) {
    try {
      return readBounded(file);
    } catch (NoSuchFileException e) {
      throw new Failure(Trouble.FILE_UNREADABLE, "There is no file " + file + ".");
    } catch (IOException e) {
      throw new Failure(Trouble.FILE_UNREADABLE, file + " can't be read.");
    }
  }

  /**
   * Makes a new file and waits until it is on disk.
   *
   * @throws Failure if something stands at that path, whatever it is, or it can't be written
   */
  public static void create(Path file, byte[] content) {
    boolean made = false;
    try (FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY)) {
      made = true;
      write(channel, content);
      forceFolder(file);
    } catch (FileAlreadyExistsException e) {
      throw new Failure(Trouble.PATH_TAKEN, file + " exists already.");
    } catch (IOException e) {
      if (made) {
        deleteQuietly(file);
      }
      throw new Failure(Trouble.FILE_NOT_WRITTEN, file + " can't be written.");
    }
  }

  /** Writes or replaces a file in one step, making its folders (0700) as needed. */
  public static void replace(Path file, byte[] content) {
    Path folder = folderOf(file);
    try {
      Files.createDirectories(folder, OWNER_ONLY_FOLDER);
      Path whole = Files.createTempFile(folder, ".new", null, OWNER_ONLY);
      try (FileChannel channel = FileChannel.open(whole, StandardOpenOption.WRITE)) {
        write(channel, content);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        deleteQuietly(whole);
      }
    } catch (IOException e) {
      throw new Failure(Trouble.FILE_NOT_WRITTEN, file + " can't be written.");
    }
  }

  private static byte[] readBounded(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(LARGEST + 1);
      if (content.length > LARGEST) {
        throw new Failure(Trouble.INPUT_INVALID, file + " is larger than " + LARGEST + " bytes.");
      }
      return content;
    }
  }

  private static void write(FileChannel channel, byte[] content) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(content);
    while (rest.hasRemaining()) {
      channel.write(rest);
    }
    channel.force(true);
  }

  /** A file survives a power cut only once its folder is on disk as well. */
  public static void forceFolder(Path file) throws IOException {
    try (FileChannel folder = FileChannel.open(folderOf(file), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  private static Path folderOf(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new Failure(Trouble.SETTING_INVALID, file + " is not a file's path.");
    }
    return folder;
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The failure that led here is the one to tell of.
    }
  }
}
