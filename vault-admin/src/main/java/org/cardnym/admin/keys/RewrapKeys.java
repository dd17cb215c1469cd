package org.cardnym.admin.keys;

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

/** {@code keys rewrap}: all rows come under the newest version of a key. */
@Command(
    name = "rewrap",
    description = {
      "Brings every row under the newest version of a key, on all replicas at once.",
      "It wraps the data key of every card, payer and merchant anew (kek), makes the MAC of every row that decides something and"
          + " of every entry of the trail anew (row_integrity), the fingerprint of every card (pan_index) or"
          + " of every linked account (contact_index), claims every name anew (alias_index, two days after its"
          + " rotation), or seals every released name anew (tombstone). Only pan_index opens cards, only"
          + " alias_index names, inside the vault.",
      "Shows how far it is until it ends. It goes on without this command, and after a restart; run it"
          + " again to look. Ends with 1 if rows are left that do not check."
    },
    footer = {
      "  vault-admin keys rewrap",
      "  vault-admin keys rewrap row_integrity",
      "  vault-admin keys rewrap --rate 200 --no-wait --output json"
    })
final class RewrapKeys implements Callable<ExitCode> {
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final String KEK = "kek";

  private final Desk desk;

  @Parameters(
      arity = "0..1",
      paramLabel = "PURPOSE",
      description =
          "kek, row_integrity, pan_index, contact_index, alias_index or tombstone. Default: kek.")
  private String purpose = KEK;

  @Option(
      names = "--rate",
      paramLabel = "ROWS",
      description =
          "Rows a second, all replicas together; also changes a walk that is under way. Default: the"
              + " vault's own setting.")
  private @Nullable Integer rate;

  @Option(names = "--no-wait", description = "Show how it stands and end, whether it has or not.")
  private boolean noWait;

  RewrapKeys(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    VaultApi vault = desk.vault();
    JsonNode walk = vault.post(AdminPath.of("rewrap"), body()).body();
    while (running(walk) && !noWait) {
      desk.screen().progress(RewrapLine.of(walk));
      desk.pause().sleep(PAUSE);
      if (Thread.currentThread().isInterrupted()) {
        break;
      }
      walk = vault.get(path()).body();
    }
    if (!noWait) {
      desk.screen().progress(RewrapLine.of(walk));
      desk.screen().endProgress();
    }
    desk.screen().show(walk);
    return running(walk) ? ExitCode.DONE : ended(walk);
  }

  private ObjectNode body() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (!purpose.equals(KEK)) {
      body.put("purpose", purpose);
    }
    return rate == null ? body : body.put("rate", rate);
  }

  private AdminPath path() {
    AdminPath path = AdminPath.of("rewrap");
    return purpose.equals(KEK) ? path : path.with("purpose", purpose);
  }

  private ExitCode ended(JsonNode walk) {
    long left = walk.path("remaining").asLong();
    if (left > 0) {
      desk.screen()
          .warn(
              left
                  + " rows are left: they do not check. keys verify says in which table; docs/operations.md"
                  + " has a runbook, CardnymRowRefused.");
      return ExitCode.ERROR;
    }
    if (desk.screen().isForPeople()) {
      desk.screen().note("Next: vault-admin keys verify " + purpose);
    }
    return ExitCode.DONE;
  }

  private static boolean running(JsonNode walk) {
    return walk.path("state").asText().equals("running");
  }
}
