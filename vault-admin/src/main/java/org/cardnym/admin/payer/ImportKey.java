package org.cardnym.admin.payer;

import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.connection.Reply;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import picocli.CommandLine.Command;

/** {@code payers import-key}: what a bank seals its file of customers to. */
@Command(
    name = "import-key",
    description = {
      "Shows the vault's public key to which banks seal files of customers, a JWK; the vault makes it at"
          + " the first call.",
      "Give it to the bank by a channel that both trust, with the issuer name of link show."
    },
    footer = "  vault-admin payers import-key > vault-enc.json")
final class ImportKey implements Callable<ExitCode> {
  private final Desk desk;

  ImportKey(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    Reply reply =
        desk.vault()
            .post(
                AdminPath.of("payers", "imports", "key"),
                com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode());
    desk.screen().text(reply.body().toPrettyString());
    return reply.exit();
  }
}
