package org.cardnym.sandbox.bank;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.cardnym.sandbox.authority.Issued;
import org.cardnym.sandbox.database.Account;
import org.cardnym.sandbox.file.PrivateFile;
import org.cardnym.sandbox.process.Child;
import org.cardnym.sandbox.process.JavaCommand;
import org.cardnym.sandbox.process.Program;

/** The packaged reference bank as a program, with keys of its own making. */
public final class BankService {
  public static final String INSTITUTION = "sandbox-bank";

  /** The first digits of the schemes' public test numbers that the bank issues. */
  public static final List<String> PREFIXES =
      List.of(
          "411111", "401288", "555555", "510510", "378282", "371449", "601111", "601100", "353011",
          "356600", "305693", "385200");

  private final Path jar;
  private final Path folder;
  private final Path log;

  public BankService(Path root, Path folder, Path log) {
    this.jar = root.resolve("reference-bank/target/reference-bank/reference-bank.jar");
    this.folder = folder;
    this.log = log;
  }

  /** Has the bank make its keys and returns their public half, a JWK set. */
  public String makeKeys() {
    List<String> command =
        JavaCommand.jar(
            jar, List.of(), "init", "--dir", keys().toString(), "--institution", INSTITUTION);
    int exit =
        Child.runToEnd(new Program("bank-init", command, folder, log), Duration.ofMinutes(1));
    try {
      if (exit != 0) {
        throw new IllegalStateException("the bank's init ended with " + exit);
      }
      return Files.readString(keys().resolve("public-jwks.json"));
    } catch (IOException e) {
      throw new UncheckedIOException("the bank made no keys", e);
    }
  }

  /**
   * Writes the bank's settings and says how it is started.
   *
   * @param vaultKeys the vault's public signing keys, a JWK set
   */
  public Program program(
      String vaultIssuer,
      String vaultKeys,
      int linkPort,
      int deskPort,
      Issued tls,
      Path authority,
      Account database,
      int databasePort) {
    Path vaultKeysFile = folder.resolve("vault-jwks.json");
    PrivateFile.write(vaultKeysFile, vaultKeys);
    Properties properties = new Properties();
    properties.setProperty("keys", keys().toString());
    properties.setProperty("institution", INSTITUTION);
    properties.setProperty("issuer", vaultIssuer);
    properties.setProperty("vault-jwks", vaultKeysFile.toString());
    properties.setProperty("link.host", "127.0.0.1");
    properties.setProperty("link.port", String.valueOf(linkPort));
    properties.setProperty("link.tls.certificate", tls.certificate().toString());
    properties.setProperty("link.tls.key", tls.key().toString());
    properties.setProperty("link.tls.client-ca", authority.toString());
    properties.setProperty("desk.host", "127.0.0.1");
    properties.setProperty("desk.port", String.valueOf(deskPort));
    properties.setProperty("database.url", database.jdbcUrl(databasePort));
    properties.setProperty("database.user", database.name());
    properties.setProperty("database.password", database.password());
    Path file = folder.resolve("bank.properties");
    PrivateFile.write(file, text(properties));
    List<String> options = List.of("-Xmx256m");
    return new Program(
        "bank", JavaCommand.jar(jar, options, "serve", "--config", file.toString()), folder, log);
  }

  /**
   * Has the bank write a file of made-up customers.
   *
   * @param vaultKey file with the vault's public {@code enc} key
   * @param prefix what their aliases begin with
   */
  public void exportCustomers(
      String vaultIssuer, Path vaultKey, int count, String prefix, Path file) {
    List<String> command =
        JavaCommand.jar(
            jar,
            List.of("-Xmx128m"),
            "export-customers",
            "--dir",
            keys().toString(),
            "--institution",
            INSTITUTION,
            "--issuer",
            vaultIssuer,
            "--vault-key",
            vaultKey.toString(),
            "--count",
            String.valueOf(count),
            "--prefix",
            prefix,
            "--file",
            file.toString());
    int exit =
        Child.runToEnd(new Program("bank-export", command, folder, log), Duration.ofMinutes(30));
    if (exit != 0) {
      throw new IllegalStateException("the bank's export-customers ended with " + exit);
    }
  }

  private Path keys() {
    return folder.resolve("keys");
  }

  private static String text(Properties properties) {
    StringWriter text = new StringWriter();
    try {
      properties.store(text, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
