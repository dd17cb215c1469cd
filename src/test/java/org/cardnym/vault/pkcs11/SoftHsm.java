package org.cardnym.vault.pkcs11;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tokens of SoftHSM (Debian's softhsm2), made by its own tool in a folder that this test run's
 * environment names, {@code SOFTHSM2_CONF}.
 */
public final class SoftHsm {
  public static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");
  public static final String PIN = "123456";
  private static final Path CONFIGURATION = Path.of(System.getenv("SOFTHSM2_CONF"));
  private static final Path TOKENS = CONFIGURATION.resolveSibling("tokens");

  private final String label;
  private final Path folder;

  private SoftHsm(String label, Path folder) {
    this.label = label;
    this.folder = folder;
  }

  /** A new token, with the PIN {@value #PIN}. */
  public static SoftHsm token(String label) {
    try {
      prepare();
      Set<Path> before = folders();
      run("--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", "87654321");
      Set<Path> made = folders();
      made.removeAll(before);
      return new SoftHsm(label, made.iterator().next());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Once in this process, whichever class loader comes first. */
  private static void prepare() throws IOException {
    if (System.getProperty("cardnym.softhsm") != null) {
      return;
    }
    System.setProperty("cardnym.softhsm", TOKENS.toString());
    if (Files.exists(TOKENS)) {
      try (var old = Files.walk(TOKENS)) {
        old.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
    Files.createDirectories(TOKENS);
    Files.writeString(
        CONFIGURATION,
        "directories.tokendir = %s\nobjectstore.backend = file\nlog.level = ERROR\n"
            .formatted(TOKENS));
  }

  /** Puts these bytes in as an AES key that can't be read again. The tool keeps printable ones. */
  public SoftHsm with(String key, byte[] value) {
    try {
      Path file = Files.createTempFile("cardnym", ".key");
      Files.write(file, value);
      run(
          "--import",
          file.toString(),
          "--aes",
          "--force",
          "--serial",
          serial(),
          "--pin",
          PIN,
          "--label",
          key,
          "--id",
          "01");
      Files.delete(file);
      return this;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  public String label() {
    return label;
  }

  /** SoftHSM names the folder by a UUID, whose end is the serial number. */
  public String serial() {
    String name = folder.getFileName().toString().replace("-", "");
    return name.substring(name.length() - 16);
  }

  /** It is pulled out of this machine; libraries find out at their next call. */
  public void pull() {
    move(folder, away());
    forget();
  }

  /** It is plugged in again. */
  public void plug() {
    move(away(), folder);
  }

  /** Is there while this runs, and never again. */
  public void retire(Runnable meanwhile) {
    try {
      meanwhile.run();
    } finally {
      pull();
    }
  }

  private Path away() {
    return CONFIGURATION.resolveSibling(folder.getFileName());
  }

  private static void forget() {
    try {
      Cryptoki.at(LIBRARY).call(Call.FINALIZE, com.sun.jna.Pointer.NULL);
    } catch (TokenFailure missing) {
      throw new IllegalStateException(missing);
    }
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Set<Path> folders() throws IOException {
    try (var all = Files.list(TOKENS)) {
      return new HashSet<>(all.toList());
    }
  }

  private static void run(String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of("softhsm2-util"));
    command.addAll(List.of(words));
    Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (tool.waitFor() != 0) {
        throw new IllegalStateException(said);
      }
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
