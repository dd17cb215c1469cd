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
    description = "Shows the newest entries, the last one at the bottom.",
    footer = "  vault-admin audit tail --limit 50")
final class TailAudit implements Callable<ExitCode> {
  private static final List<Column> COLUMNS =
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
    return desk.list(new Reply(reply.status(), oldestFirst(reply.body())), COLUMNS);
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
