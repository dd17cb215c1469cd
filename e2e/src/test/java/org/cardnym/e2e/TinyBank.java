package org.cardnym.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The bank of e2e/tiny-bank, installed into a folder with keys and a certificate of its own. */
final class TinyBank implements AutoCloseable {
  private static final Path SOURCE = Places.root().resolve("e2e/tiny-bank");
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Of the file with its certificate's key. */
  static final String PASSPHRASE = "changeit";

  private final Path program;
  private final Path data;
  private @Nullable Process process;

  private TinyBank(Path program, Path data) {
    this.program = program;
    this.data = data;
  }

  /**
   * Installs what the lock file names, checked by its hashes, and makes keys and certificate.
   *
   * @param home an empty place
   * @param files what else it reads as it starts: its settings, and what it knows of the vault
   */
  static TinyBank install(Path home, Map<String, String> files) {
    TinyBank bank = new TinyBank(home.resolve("program"), home.resolve("data"));
    for (String name : List.of("bank.js", "keys.js", "package.json", "package-lock.json")) {
      Places.write(bank.program.resolve(name), Places.text(SOURCE.resolve(name)));
    }
    bank.run("npm", "ci", "--engine-strict", "--ignore-scripts", "--no-audit", "--no-fund");
    files.forEach((name, text) -> Places.write(bank.data.resolve(name), text));
    Places.write(bank.keys(), bank.run("node", "keys.js", bank.data.toString()));
    bank.certify();
    return bank;
  }

  /** Its public keys, a JWK set. */
  Path keys() {
    return data.resolve("keys.json");
  }

  /** The authority of its server's certificate. */
  Path trust() {
    return data.resolve("ca.pem");
  }

  /** Starts it, with a fault if one is named, and waits until it listens. */
  void start(String... fault) {
    close();
    Path said = data.resolve("said.txt");
    List<String> command = new ArrayList<>(List.of("node", "bank.js", data.toString()));
    command.addAll(List.of(fault));
    Process started = begin(command, said);
    process = started;
    Await.until(
        "the tiny bank's start",
        PATIENCE,
        () -> {
          if (!started.isAlive()) {
            throw new AssertionError("the tiny bank ended: " + Places.text(said));
          }
          return Places.text(said).contains("listening");
        });
  }

  @Override
  public void close() {
    Process running = process;
    if (running != null) {
      running.destroy();
      Await.until("the tiny bank's end", PATIENCE, () -> !running.isAlive());
    }
  }

  /** A server's certificate of an authority of its own; the authority's key is kept nowhere. */
  private void certify() {
    String key = " -keyalg EC -groupname secp256r1 -validity 30";
    keytool("-genkeypair -alias ca -dname CN=Tiny-Bank-CA -ext bc:critical=ca:true" + key);
    keytool("-genkeypair -alias tls -signer ca -dname CN=localhost -ext san=dns:localhost" + key);
    keytool("-exportcert -rfc -alias ca -file ../data/ca.pem");
    keytool("-delete -alias ca");
  }

  private void keytool(String words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(words.split(" ")));
    command.addAll(List.of("-keystore", data.resolve("tls.p12").toString()));
    command.addAll(List.of("-storepass", PASSPHRASE));
    run(command.toArray(String[]::new));
  }

  /** What a command prints that ends well. */
  private String run(String... command) {
    try {
      Path said = Files.createTempFile(program, "run", ".txt");
      Process running = begin(List.of(command), said);
      if (!running.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        running.descendants().forEach(ProcessHandle::destroy);
        running.destroy();
        throw new AssertionError(String.join(" ", command) + " takes too long");
      }
      if (running.exitValue() != 0) {
        throw new AssertionError(String.join(" ", command) + " failed: " + Places.text(said));
      }
      return Places.text(said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Process begin(List<String> command, Path said) {
    try {
      return new ProcessBuilder(command)
          .directory(program.toFile())
          .redirectErrorStream(true)
          .redirectOutput(said.toFile())
          .start();
    } catch (IOException absent) {
      throw new AssertionError(
          "No " + command.getFirst() + " here: install Node.js 20.19 or newer, with npm.", absent);
    }
  }
}
