package org.cardnym.sandbox.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.cardnym.sandbox.file.PrivateFile;

/** {@code sandbox.env}: lines {@code KEY='value'} that a shell can source. */
final class EnvironmentFile {
  private final Path file;

  EnvironmentFile(Path file) {
    this.file = file;
  }

  void write(Map<String, String> values) {
    StringBuilder text = new StringBuilder();
    values.forEach((key, value) -> text.append(line(key, value)));
    PrivateFile.write(file, text.toString());
  }

  void remove() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String line(String key, String value) {
    if (!key.matches("[A-Z][A-Z0-9_]*") || value.chars().anyMatch(c -> c < ' ')) {
      throw new IllegalArgumentException("not fit for a line of shell: " + key);
    }
    return key + "='" + value.replace("'", "'\\''") + "'\n";
  }
}
