package org.cardnym.admin.operator;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.cardnym.admin.secret.PrivateFile;

/** A file descriptor that whoever started the command left open for it. */
final class Descriptor {
  private static final int HIGHEST = 1023;

  private Descriptor() {}

  /** All that can be read, within the bound of private files; the caller wipes it. */
  static byte[] read(int number) {
    if (number < 0 || number > HIGHEST) {
      throw new Failure(Trouble.INPUT_INVALID, "There is no such file descriptor.");
    }
    try (InputStream in = Files.newInputStream(Path.of("/dev/fd/" + number))) {
      return in.readNBytes(PrivateFile.LARGEST);
    } catch (IOException e) {
      throw new Failure(Trouble.FILE_UNREADABLE, "File descriptor " + number + " can't be read.");
    }
  }
}
