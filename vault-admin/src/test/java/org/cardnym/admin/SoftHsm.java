package org.cardnym.admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Tokens of SoftHSM, made by its own tool where {@code SOFTHSM2_CONF} says. */
public final class SoftHsm {
  public static final String LIBRARY = "/usr/lib/softhsm/libsofthsm2.so";
  public static final String PIN = "123456";
  private static final Path CONFIGURATION = Path.of(System.getenv("SOFTHSM2_CONF"));

  private SoftHsm() {}

  /** An empty place for tokens, with these in it; before the library is first used. */
  public static void with(String... labels) {
    Path tokens = CONFIGURATION.resolveSibling("tokens");
    try {
      if (Files.exists(tokens)) {
        try (var old = Files.walk(tokens)) {
          old.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
      }
      Files.createDirectories(tokens);
      Files.writeString(
          CONFIGURATION,
          "directories.tokendir = %s\nobjectstore.backend = file\nlog.level = ERROR\n"
              .formatted(tokens));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (String label : labels) {
      run("--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", "87654321");
    }
  }

  /** Puts these bytes in as an AES key that can't be read again. The tool keeps printable ones. */
  public static void put(String token, String key, byte[] value) {
    try {
      Path file = Files.createTempFile("cardnym", ".key");
      Files.write(file, value);
      run(
          "--import",
          file.toString(),
          "--aes",
          "--force",
          "--token",
          token,
          "--pin",
          PIN,
          "--label",
          key,
          "--id",
          "01");
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void run(String... words) {
    List<String> command = new ArrayList<>(List.of("softhsm2-util"));
    command.addAll(List.of(words));
    try {
      Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
      byte[] said = tool.getInputStream().readAllBytes();
      if (tool.waitFor() != 0) {
        throw new IllegalStateException(new String(said, java.nio.charset.StandardCharsets.UTF_8));
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("softhsm2-util can't be run", e);
    }
  }
}
