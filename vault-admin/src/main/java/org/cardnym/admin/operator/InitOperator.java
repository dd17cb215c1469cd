package org.cardnym.admin.operator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import org.cardnym.admin.rootkey.RootKeyFile;
import org.cardnym.admin.rootkey.RootKeyUse;
import org.cardnym.admin.secret.Passphrase;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code operator init}: writes the root-key file, which the vault opens at its first start. */
@Command(
    name = "init",
    description = {
      "Makes a root key and writes it, sealed under a passphrase, to a new file (0600).",
      "An existing file is never overwritten. Keep a copy of the file, and the passphrase elsewhere:"
          + " without either of them every card in the vault is lost."
    },
    footer = "  vault-admin operator init --file root-key.json --passphrase-file passphrase")
final class InitOperator implements Callable<ExitCode> {
  private final Desk desk;

  @Option(
      names = "--file",
      required = true,
      paramLabel = "FILE",
      description = "The file to write; its folder exists.")
  private Path file;

  @Option(
      names = "--use",
      paramLabel = "USE",
      defaultValue = "production",
      description =
          "${COMPLETION-CANDIDATES}; bound into the file for good. Default: ${DEFAULT-VALUE}.")
  private RootKeyUse use;

  @ArgGroup(exclusive = true)
  private @Nullable PassphraseSource passphrase;

  InitOperator(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    RootKeyFile rootKey = new RootKeyFile(file, new SecureRandom());
    rootKey.requireFree();
    try (Passphrase secret =
        passphrase != null ? passphrase.read() : PassphraseSource.ask(desk.prompt())) {
      tell(rootKey.make(use, secret, desk.clock().instant()));
    }
    return ExitCode.DONE;
  }

  private void tell(RootKeyFile.Made made) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("file", made.path().toString());
    json.put("id", made.id());
    json.put("use", made.use().toString());
    json.put("created", made.created().toString());
    json.putArray("warnings").add("custody_single");
    desk.screen().show(json);
    desk.screen()
        .warn(
            "custody is single: one person with this file and its passphrase opens every card."
                + " Store file and passphrase apart, with different people.");
  }
}
