package org.cardnym.admin.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.connection.Reply;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.desk.PageOptions;
import org.cardnym.admin.outcome.ExitCode;
import org.cardnym.admin.terminal.Column;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code audit tail}: the newest entries, the last one at the bottom. */
@Command(
    name = "tail",
    description = {
      "Shows the newest entries of the trail, the last one at the bottom; --output json all of each.",
      "Entries that the vault did not write so, or that somebody set aside, are marked."
    },
    footer = "  vault-admin audit tail --limit 50")
final class TailAudit implements Callable<ExitCode> {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("AT", "at"),
          Column.of("ACTOR", "actor"),
          Column.of("ACTION", "action"),
          Column.of("SUBJECT", "subject").atMost(34),
          Column.of("OUTCOME", "outcome"),
          Column.of("FACTS", "facts"));

  /** Where one of them is not the vault's, or was set aside. */
  private static final List<Column> DOUBTFUL =
      List.of(
          Column.of("ENTRY", "sequence"),
          Column.of("GENUINE", "genuine"),
          Column.of("REFUSED", "refused"),
          Column.of("AT", "at"),
          Column.of("ACTOR", "actor"),
          Column.of("ACTION", "action"),
          Column.of("SUBJECT", "subject"),
          Column.of("OUTCOME", "outcome"),
          Column.of("FACTS", "facts"));

  private final Desk desk;

  @Mixin private PageOptions page;

  TailAudit(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    Reply reply = desk.vault().get(page.of(AdminPath.of("audit")));
    long forged = reply.body().path("items").valueStream().filter(TailAudit::forged).count();
    if (forged > 0) {
      desk.screen().note("Not written so by the vault: " + forged + " (GENUINE is false).");
    }
    boolean refused =
        reply.body().path("items").valueStream().anyMatch(e -> e.path("refused").asBoolean());
    return desk.list(
        new Reply(reply.status(), oldestFirst(reply.body())),
        forged > 0 || refused ? DOUBTFUL : COLUMNS,
        "No entries: the trail begins when the vault is first opened.");
  }

  private static boolean forged(JsonNode entry) {
    return !entry.path("genuine").asBoolean(true);
  }

  /** The vault gives the newest first. */
  private static JsonNode oldestFirst(JsonNode page) {
    ObjectNode sorted = JsonNodeFactory.instance.objectNode();
    sorted.putArray("items").addAll(page.path("items").valueStream().toList().reversed());
    return sorted.set("next", page.path("next"));
  }
}
