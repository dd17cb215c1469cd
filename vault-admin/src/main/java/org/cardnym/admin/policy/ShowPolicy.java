package org.cardnym.admin.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.connection.Reply;
import org.cardnym.admin.desk.Amounts;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import org.cardnym.admin.terminal.Column;
import picocli.CommandLine.Command;

/** {@code policy show}: all rules that have a row. */
@Command(
    name = "show",
    description = {
      "Shows the rules that are set, each for a currency.",
      "With --output json amounts are minor units, as policy set takes them: 10000 is 100.00 EUR."
    },
    footer = "  vault-admin policy show")
final class ShowPolicy implements Callable<ExitCode> {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("RULE", "rule"),
          Column.of("CURRENCY", "currency"),
          Column.number("PER PAYMENT", "perPayment"),
          Column.number("PER DAY", "perDay"),
          Column.of("BEYOND", "beyond"),
          Column.number("COUNT", "count"),
          Column.number("SUM", "sum"));

  private static final String NONE =
      "No rules: nothing is capped, and new browsers and cards that no bank vouched for pay nothing."
          + " Set one: vault-admin policy set --help";

  private final Desk desk;

  ShowPolicy(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    Reply reply = desk.vault().get(AdminPath.of("policy"));
    return desk.list(
        desk.screen().isForPeople() ? new Reply(reply.status(), amounts(reply.body())) : reply,
        COLUMNS,
        NONE);
  }

  private static ObjectNode amounts(JsonNode page) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    ArrayNode items = shown.putArray("items");
    page.path("items").forEach(rule -> items.add(Amounts.of(rule)));
    return shown.set("next", page.path("next"));
  }
}
