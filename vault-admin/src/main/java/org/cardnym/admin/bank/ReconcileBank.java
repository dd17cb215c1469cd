package org.cardnym.admin.bank;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.connection.VaultApi;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code banks reconcile}: compares the vault's books with a bank's, now. */
@Command(
    name = "reconcile",
    description = {
      "Compares the vault's books with a bank's for a time: yesterday, UTC, unless told otherwise.",
      "An authorization that the bank approved and the vault never counted is reversed; all other"
          + " differences are listed. What is still under way is left alone. The vault does this by"
          + " itself once a day."
    },
    footer = {
      "  vault-admin banks reconcile bnk_01k0a8m5c2e9tvq7x4n3b6d8fz",
      "  vault-admin banks reconcile bnk_01k0a8m5c2e9tvq7x4n3b6d8fz \\",
      "    --from 2026-11-22T10:00:00Z --until 2026-11-22T11:00:00Z"
    })
final class ReconcileBank implements Callable<ExitCode> {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final String RUNNING = "running";

  private final Desk desk;

  @Parameters(paramLabel = "BANK", description = "The bank's id, bnk_…")
  private String id;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description =
          "From then on, UTC, like 2026-11-22 or 2026-11-22T10:00:00Z. Default: yesterday.")
  private @Nullable String from;

  @Option(
      names = {"--until", "--to"},
      paramLabel = "TIME",
      description = "Until before then, at least ten minutes ago. Default: a day after --from.")
  private @Nullable String until;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long to wait for its end. Default: ${DEFAULT-VALUE}.")
  private int patience;

  @Option(names = "--no-wait", description = "Show how it stands and end; it goes on by itself.")
  private boolean noWait;

  ReconcileBank(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    VaultApi vault = desk.vault();
    JsonNode run = vault.post(AdminPath.of("banks", id, "reconciliations"), body()).body();
    String name = run.path("id").asText();
    for (int waited = 0; !noWait && state(run).equals(RUNNING) && waited < patience; waited++) {
      desk.pause().sleep(PAUSE);
      run = vault.get(AdminPath.of("banks", id, "reconciliations", name)).body();
    }
    desk.screen().show(run);
    if (noWait && state(run).equals(RUNNING)) {
      return ExitCode.DONE;
    }
    return state(run).equals("finished") ? finished(vault, run) : unfinished(run);
  }

  private ObjectNode body() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (from != null) {
      body.put("from", from);
    }
    if (until != null) {
      body.put("until", until);
    }
    return body;
  }

  private ExitCode finished(VaultApi vault, JsonNode run) {
    if (!desk.screen().isForPeople()) {
      return ExitCode.DONE;
    }
    if (run.path("differing").asLong() == 0) {
      desk.screen().note("Both books agree.");
      return ExitCode.DONE;
    }
    desk.screen().warn("The books differ. These are open:");
    return desk.list(
        vault.get(AdminPath.of("banks", id, "differences")),
        ListDifferences.COLUMNS,
        ListDifferences.NONE);
  }

  private ExitCode unfinished(JsonNode run) {
    if (state(run).equals(RUNNING)) {
      desk.screen()
          .note(
              run.path("failures").asInt() > 0
                  ? "The bank did not answer. The vault asks again for a day; see banks test."
                  : "It goes on by itself; see banks differences list.");
    } else {
      desk.screen().warn("The bank did not answer for a day; see banks test.");
    }
    return ExitCode.UNREACHABLE;
  }

  private static String state(JsonNode run) {
    return run.path("state").asText();
  }
}
