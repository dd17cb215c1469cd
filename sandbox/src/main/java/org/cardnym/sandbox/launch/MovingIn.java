package org.cardnym.sandbox.launch;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.cardnym.sandbox.bank.BankService;
import org.cardnym.sandbox.file.PrivateFile;
import org.cardnym.sandbox.process.Await;
import org.cardnym.sandbox.process.Child;
import org.cardnym.sandbox.process.Program;
import org.cardnym.sandbox.vault.Registration;
import org.cardnym.sandbox.vault.VaultSettings;

/** The bank's customers come in as an operator would move them in: its file, and vault-admin. */
final class MovingIn {
  private final Path root;
  private final DataFolder folder;
  private final Endpoints endpoints;
  private final Kept kept;
  private final Path authority;
  private final Await await;

  MovingIn(
      Path root, DataFolder folder, Endpoints endpoints, Kept kept, Path authority, Await await) {
    this.root = root;
    this.folder = folder;
    this.endpoints = endpoints;
    this.kept = kept;
    this.authority = authority;
    this.await = await;
  }

  void all(Registration registration, BankService bank, int count) {
    Path key = write("vault-enc.json", registration.customersKey());
    int number = 1;
    while (Files.exists(file(number))) {
      number++;
    }
    // Data that is kept has those of earlier starts.
    String prefix = number == 1 ? "imported-" : "imported-" + number + "-";
    bank.exportCustomers(VaultSettings.ISSUER, key, count, prefix, file(number));
    List<String> command =
        List.of(
            root.resolve("vault-admin/bin/vault-admin").toString(),
            "payers",
            "import",
            file(number).toString(),
            "--bank",
            registration.bankId(BankService.INSTITUTION),
            "--config",
            write("vault-admin.properties", settings()).toString());
    Program program =
        new Program("vault-admin", command, folder.part("settings"), folder.log("vault-admin"));
    int exit = Child.runShown(program, await::checkStop);
    if (exit != 0) {
      throw new IllegalStateException("vault-admin payers import ended with " + exit);
    }
  }

  private Path file(int number) {
    return folder.part("bank").resolve("customers-" + number + ".jose");
  }

  private String settings() {
    Properties properties = new Properties();
    properties.setProperty("url", endpoints.api());
    properties.setProperty("token-url", endpoints.tokens());
    properties.setProperty("ca-file", authority.toString());
    properties.setProperty("client-id", Demo.ADMIN_CLIENT);
    properties.setProperty(
        "client-secret-file", write("admin-secret", kept.adminSecret() + "\n").toString());
    StringWriter text = new StringWriter();
    try {
      properties.store(text, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private Path write(String name, String content) {
    Path file = folder.part("settings").resolve(name);
    PrivateFile.write(file, content);
    return file;
  }
}
