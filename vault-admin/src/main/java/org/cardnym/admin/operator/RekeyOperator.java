package org.cardnym.admin.operator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.connection.Reply;
import org.cardnym.admin.connection.VaultApi;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code operator rekey}: another root key, with other custodians, passphrase or token. */
@Command(
    name = "rekey",
    description = {
      "Asks for the root key in cardnym.root-key.next-file to take the place of the one in use: the"
          + " keysets are sealed under it, and no card is touched. It takes two people. Every replica"
          + " must have opened the next one before: by its passphrase or its token, or by operator unseal"
          + " --next.",
      "Without --reason it shows both root keys, and which replicas are ready, and asks for nothing."
    },
    footer = "  vault-admin operator rekey --reason 'bo leaves'")
final class RekeyOperator implements Callable<ExitCode> {
  private final Desk desk;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why, for the two who sign it; kept in the audit trail.")
  private @Nullable String reason;

  RekeyOperator(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    VaultApi vault = desk.vault();
    Reply standing = vault.get(AdminPath.of("root-key"));
    if (reason == null) {
      return desk.show(standing);
    }
    String next = standing.body().at("/next/id").asText();
    if (next.isEmpty()) {
      throw new Failure(
          Trouble.NO_NEXT_ROOT_KEY, "The replica at --url finds no next root-key file.");
    }
    return desk.show(
        vault.post(
            AdminPath.of("root-key", "replace"),
            JsonNodeFactory.instance.objectNode().put("to", next).put("reason", reason)));
  }
}
