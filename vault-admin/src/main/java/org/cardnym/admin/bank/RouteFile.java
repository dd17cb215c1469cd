package org.cardnym.admin.bank;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;

/** A table of routes as it stands in a file; the vault reads and judges it. */
final class RouteFile {
  /** Bytes; the vault takes no more. */
  static final int LARGEST = 1024 * 1024;

  private RouteFile() {}

  /**
   * @throws Failure if it can't be read or is over {@link #LARGEST}
   */
  static byte[] read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(LARGEST + 1);
      if (content.length > LARGEST) {
        throw new Failure(Trouble.INPUT_INVALID, file + " is larger than " + LARGEST + " bytes.");
      }
      return content;
    } catch (NoSuchFileException e) {
      throw new Failure(Trouble.FILE_UNREADABLE, "There is no file " + file + ".");
    } catch (IOException e) {
      throw new Failure(Trouble.FILE_UNREADABLE, file + " can't be read.");
    }
  }
}
