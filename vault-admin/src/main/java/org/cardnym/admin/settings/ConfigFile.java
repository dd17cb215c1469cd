package org.cardnym.admin.settings;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.cardnym.admin.secret.PrivateFile;
import org.jspecify.annotations.Nullable;

/**
 * The configuration file: Java properties in UTF-8, known names only, so that a typing error is
 * noticed.
 */
final class ConfigFile {
  private static final Set<String> NAMES =
      Set.of(
          "url",
          "ca-file",
          "token-url",
          "issuer",
          "client-id",
          "client-secret-file",
          "login-client-id");

  private final Properties values = new Properties();
  private final Path file;

  private ConfigFile(Path file) {
    this.file = file.toAbsolutePath();
  }

  /**
   * The file that was named, which has to be there, or the one at the default place, which need
   * not.
   */
  static ConfigFile load(@Nullable Path named, Path byDefault) {
    ConfigFile config = new ConfigFile(named == null ? byDefault : named);
    if (named != null || Files.exists(byDefault)) {
      config.read();
    }
    return config;
  }

  /** Where it is, or would be. */
  Path file() {
    return file;
  }

  @Nullable String get(String name) {
    String value = values.getProperty(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  /** A path as the file means it: relative to the folder it stands in. */
  @Nullable Path path(String name) {
    String value = get(name);
    return value == null ? null : file.resolveSibling(value);
  }

  private void read() {
    String text = new String(PrivateFile.readPublic(file), StandardCharsets.UTF_8);
    try {
      values.load(new StringReader(text));
    } catch (IOException | IllegalArgumentException e) {
      throw new Failure(Trouble.SETTING_INVALID, file + " is not a properties file.");
    }
    for (String name : values.stringPropertyNames()) {
      if (!NAMES.contains(name)) {
        String hint =
            name.equals("client-secret")
                ? "; a secret stands in a 0600 file of its own, named by client-secret-file"
                : "";
        throw new Failure(
            Trouble.SETTING_INVALID, file + " has the unknown setting " + name + hint + ".");
      }
    }
  }
}
