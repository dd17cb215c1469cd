package org.cardnym.sandbox.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import org.cardnym.sandbox.file.PrivateFile;
import org.cardnym.sandbox.otp.Totp;
import org.cardnym.sandbox.web.Json;

/**
 * What belongs to a folder's data and is made once for it: ports, as addresses stand in the
 * database, and every secret.
 *
 * @param payerTotpSecret empty until the payer is enrolled
 */
record Kept(
    int portBase,
    String databasePassword,
    String vaultDatabasePassword,
    String bankDatabasePassword,
    String rootPassphrase,
    String merchantSecret,
    String adminSecret,
    String adminPassword,
    String adminTotpSecret,
    String secondAdminPassword,
    String secondAdminTotpSecret,
    String payerPassword,
    String payerTotpSecret) {

  static Kept fresh(int portBase) {
    return new Kept(
        portBase,
        Secret.token(),
        Secret.token(),
        Secret.token(),
        Secret.phrase(),
        Secret.token(),
        Secret.token(),
        Secret.phrase(),
        Totp.newSecret(),
        Secret.phrase(),
        Totp.newSecret(),
        Secret.phrase(),
        "");
  }

  static Kept in(DataFolder folder, Options options) {
    Path file = folder.kept();
    if (!Files.exists(file)) {
      Kept fresh = fresh(options.portBase().orElse(Ports.DEFAULT_BASE));
      fresh.write(file);
      return fresh;
    }
    Kept kept = Json.readFile(file, Kept.class);
    if (options.portBase().orElse(kept.portBase()) != kept.portBase()) {
      throw new StartRefused(
          "the data in " + file.getParent() + " belongs to --port-base " + kept.portBase(), 1);
    }
    return kept;
  }

  Kept withPayer(String totpSecret) {
    return new Kept(
        portBase,
        databasePassword,
        vaultDatabasePassword,
        bankDatabasePassword,
        rootPassphrase,
        merchantSecret,
        adminSecret,
        adminPassword,
        adminTotpSecret,
        secondAdminPassword,
        secondAdminTotpSecret,
        payerPassword,
        totpSecret);
  }

  boolean payerEnrolled() {
    return !payerTotpSecret.isEmpty();
  }

  void write(Path file) {
    PrivateFile.write(file, Json.write(this) + "\n");
  }

  @Override
  public String toString() {
    return "Kept[" + portBase + "]";
  }
}
