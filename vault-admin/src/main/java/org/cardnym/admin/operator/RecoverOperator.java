package org.cardnym.admin.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

/** {@code operator recover}: the recovery after a restore of the database. */
@Command(
    name = "recover",
    description = {
      "Shows whether the vault recovers after a restore, and what is left before payments go on.",
      "A vault whose database was restored begins by itself.",
      "--begin stops payments at once, for a restore that it could not see; --from says since when"
          + " its books may lack something. --finish asks two people to let payments go on; it is"
          + " refused while something is left."
    },
    footer = {
      "  vault-admin operator recover",
      "  vault-admin operator recover --begin --from 2026-11-22T10:00:00Z --reason 'failover'",
      "  vault-admin operator recover --finish --reason 'restored, case 4711'"
    })
final class RecoverOperator implements Callable<ExitCode> {
  private static final AdminPath RECOVERY = AdminPath.of("recovery");

  private final Desk desk;

  @Option(names = "--begin", description = "Begins a recovery: from now on nothing is paid.")
  private boolean begin;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "With --begin: since when the vault's books may lack something, UTC.")
  private @Nullable String from;

  @Option(names = "--finish", description = "Asks two people to end the recovery.")
  private boolean finish;

  @Option(
      names = "--without-journal",
      description =
          "With --finish: those who sign answer for who was erased or locked since the backup.")
  private boolean withoutJournal;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "With --begin and --finish: why; kept in the audit trail.")
  private @Nullable String reason;

  RecoverOperator(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    boolean fits =
        !(begin && finish)
            && begin == (from != null)
            && (finish || !withoutJournal)
            && (begin || finish) == (reason != null);
    if (!fits) {
      throw new Failure(
          Trouble.INPUT_INVALID,
          "Give --begin with --from, or --finish, and --reason with either.");
    }
    VaultApi vault = desk.vault();
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("reason", reason);
    if (begin) {
      return tell(vault.post(AdminPath.of("recovery", "begin"), body.put("from", from)));
    }
    return finish ? finished(vault, body) : tell(vault.get(RECOVERY));
  }

  private ExitCode finished(VaultApi vault, ObjectNode body) {
    try {
      return desk.show(
          vault.post(
              AdminPath.of("recovery", "finish"), body.put("withoutJournal", withoutJournal)));
    } catch (Failure refused) {
      throw refused.code().startsWith("recovery_unfinished")
          ? new Failure(
              refused.exit(),
              refused.what(),
              refused.code(),
              "vault-admin operator recover says of each what to do about it.")
          : refused;
    }
  }

  private ExitCode tell(Reply reply) {
    ExitCode exit = desk.show(reply);
    if (desk.screen().isForPeople()) {
      for (JsonNode each : reply.body().path("left")) {
        desk.screen()
            .note(
                "%s%s: %s"
                    .formatted(
                        each.path("code").asText(),
                        each.path("bank").isTextual() ? " " + each.path("bank").asText() : "",
                        each.path("next").asText()));
      }
    }
    return exit;
  }
}
