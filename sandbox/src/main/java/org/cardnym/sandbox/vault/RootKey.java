package org.cardnym.sandbox.vault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.cardnym.sandbox.file.PrivateFile;
import org.cardnym.sandbox.process.Child;
import org.cardnym.sandbox.process.Program;

/** The root key's making, by the operator's own command. */
public final class RootKey {
  private RootKey() {}

  public static Path file(Path folder) {
    return folder.resolve("root-key.json");
  }

  public static Path passphrase(Path folder) {
    return folder.resolve("root-key.passphrase");
  }

  /** Makes file and passphrase file in a folder, unless they stand there already. */
  public static void make(Path root, Path folder, String passphrase, Path log) {
    Path file = file(folder);
    Path passphraseFile = passphrase(folder);
    if (Files.exists(file)) {
      return;
    }
    PrivateFile.write(passphraseFile, passphrase + "\n");
    List<String> command =
        List.of(
            root.resolve("vault-admin/bin/vault-admin").toString(),
            "operator",
            "init",
            "--use",
            "sandbox",
            "--file",
            file.toString(),
            "--passphrase-file",
            passphraseFile.toString());
    Program program = new Program("vault-admin", command, folder, log);
    int exit = Child.runToEnd(program, Duration.ofMinutes(1));
    if (exit != 0 || !Files.exists(file)) {
      throw new IllegalStateException("vault-admin operator init ended with " + exit);
    }
  }
}
