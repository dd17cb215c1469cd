package org.cardnym.admin.bank;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.cardnym.admin.terminal.Column;
import org.cardnym.admin.terminal.Screen;

/** Shows what the vault says of a table of routes: the lines as a table, or the report as JSON. */
final class RouteReport {
  private static final List<Column> LINES =
      List.of(
          Column.number("LINE", "line"),
          Column.of("OUTCOME", "outcome"),
          Column.of("BANK", "/route/bank"),
          Column.of("FIRST", "/route/first"),
          Column.of("LAST", "/route/last"),
          Column.of("FROM", "/route/from"),
          Column.of("UNTIL", "/route/until"),
          Column.of("STATE", "/route/state"),
          Column.of("ROUTE", "/route/route"));

  private static final List<Column> FAULTS =
      List.of(
          Column.number("LINE", "line"), Column.of("OUTCOME", "outcome"), Column.of("WHY", "why"));

  private final Screen screen;

  RouteReport(Screen screen) {
    this.screen = screen;
  }

  /** The file was taken, or would be. */
  void done(JsonNode report) {
    if (!screen.isForPeople()) {
      screen.show(report);
      return;
    }
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    report.path("lines").forEach(rows::add);
    for (JsonNode route : report.path("removed")) {
      rows.addObject().put("outcome", "removed").set("route", route);
    }
    screen.list(page(rows), LINES, "The table has no lines.");
    screen.note(summary(report));
  }

  /** Shows all faulty lines where the refusal tells of some. */
  void refused(JsonNode problem) {
    if (!problem.path("lines").isArray()) {
      return;
    }
    if (!screen.isForPeople()) {
      screen.show(problem);
      return;
    }
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (JsonNode line : problem.path("lines")) {
      ObjectNode row = rows.addObject();
      row.set("line", line.path("line"));
      row.set("outcome", line.path("outcome"));
      row.put("why", why(line));
    }
    screen.list(page(rows), FAULTS, "No line is named.");
  }

  private static String summary(JsonNode report) {
    JsonNode counts = report.path("counts");
    String told =
        "%s added, %s in place of another, %s there already, %s removed"
            .formatted(
                counts.path("added").asText(),
                counts.path("replaced").asText(),
                counts.path("present").asText(),
                counts.path("removed").asText());
    if (report.path("dryRun").asBoolean()) {
      return "Dry run, nothing was changed. It would be: " + told + ".";
    }
    return (report.path("changed").asBoolean() ? "Done: " : "Nothing to change: ") + told + ".";
  }

  private static String why(JsonNode line) {
    String outcome = line.path("outcome").asText();
    if (!outcome.equals("conflicts")) {
      return outcome.equals("unknown_bank")
          ? "no bank has this institution id"
          : LineFault.words(line.path("fault").asText());
    }
    List<String> others = new ArrayList<>();
    line.path("conflicts").forEach(other -> others.add(other(other)));
    int further = line.path("furtherConflicts").asInt();
    return String.join("; ", others) + (further > 0 ? "; and " + further + " more" : "");
  }

  private static String other(JsonNode conflict) {
    JsonNode route = conflict.path("route");
    if (!route.isObject()) {
      return "line " + conflict.path("line").asText();
    }
    return "%s of %s, %s-%s"
        .formatted(
            route.path("route").asText(),
            route.path("bank").asText(),
            route.path("first").asText(),
            route.path("last").asText());
  }

  private static ObjectNode page(ArrayNode rows) {
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    page.set("items", rows);
    return page.putNull("next");
  }
}
