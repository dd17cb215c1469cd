package org.cardnym.admin.payer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.connection.Reply;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.cardnym.admin.terminal.Column;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code payers import-key}: what a bank seals its file of customers to. */
@Command(
    name = "import-key",
    description = {
      "Shows the vault's public key to which banks seal files of customers, a JWK; the vault makes it at"
          + " the first call.",
      "Give it to the bank by a channel that both trust, with the issuer name of link show.",
      "With --replace the vault makes another; files sealed to the old one open until --retire has ended"
          + " it, by two people and while no file is open."
    },
    footer = {
      "  vault-admin payers import-key > vault-enc.json",
      "  vault-admin payers import-key --replace > vault-enc.json",
      "  vault-admin payers import-key --list",
      "  vault-admin payers import-key --retire NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs \\",
      "    --reason 'yearly'"
    })
final class ImportKey implements Callable<ExitCode> {
  private static final List<Column> COLUMNS =
      List.of(Column.of("KID", "kid"), Column.of("IN USE", "inUse"), Column.of("MADE", "madeAt"));

  private final Desk desk;

  /** One of these at most. */
  static final class Wanted {
    @Option(names = "--list", description = "List the keys that open files.")
    private boolean list;

    @Option(names = "--replace", description = "Make another one, and show it.")
    private boolean replace;

    @Option(
        names = "--retire",
        paramLabel = "KID",
        description = "End one that another has taken the place of.")
    private @Nullable String retired;
  }

  @ArgGroup private @Nullable Wanted wanted;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why, for those who sign and the trail.")
  private @Nullable String reason;

  ImportKey(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    Wanted asked = wanted == null ? new Wanted() : wanted;
    if (asked.list) {
      return desk.list(
          desk.vault().get(AdminPath.of("payers", "imports", "keys")),
          COLUMNS,
          "No import key yet. Make one: vault-admin payers import-key");
    }
    if (asked.retired != null) {
      return retire(asked.retired);
    }
    return shown(asked.replace ? "keys" : "key");
  }

  private ExitCode retire(String kid) {
    if (reason == null) {
      throw new Failure(Trouble.INPUT_INVALID, "--retire wants --reason.");
    }
    return desk.show(
        desk.vault()
            .post(
                AdminPath.of("payers", "imports", "keys", kid, "retire"),
                JsonNodeFactory.instance.objectNode().put("reason", reason)));
  }

  private ExitCode shown(String which) {
    Reply reply =
        desk.vault()
            .post(AdminPath.of("payers", "imports", which), JsonNodeFactory.instance.objectNode());
    desk.screen().text(reply.body().toPrettyString());
    return reply.exit();
  }
}
