package org.cardnym.vault.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.cardnym.vault.approval.Act;
import org.cardnym.vault.approval.Asked;
import org.cardnym.vault.approval.Plan;
import org.cardnym.vault.issuer.RouteImports;
import org.cardnym.vault.issuer.RouteReport;
import org.cardnym.vault.issuer.RouteTable;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/** A whole table of routes, of any number of banks. */
@ApplicationScoped
public class RouteImport implements Act {
  private final RouteImports imports;

  RouteImport(RouteImports imports) {
    this.imports = imports;
  }

  /**
   * The change.
   *
   * @param sha256 of the file, in hex
   */
  public static ObjectNode of(byte[] file, boolean replace, String sha256) {
    return Asked.of()
        .put("file", new String(file, StandardCharsets.UTF_8))
        .put("replace", replace)
        .put("sha256", sha256);
  }

  @Override
  public String kind() {
    return "bank.routes.import";
  }

  /** 422 {@code routes_refused} for a table of which nothing would be taken. */
  @Override
  public Plan plan(ObjectNode asked) {
    RouteReport report = imports.tryOut(table(asked));
    if (!report.refused().isEmpty()) {
      throw new Refusal(ErrorCode.ROUTES_REFUSED);
    }
    var lines = new ArrayList<Plan.Line>();
    lines.add(new Plan.Line("sha256", asked.path("sha256").asText()));
    for (RouteReport.Outcome outcome : RouteReport.Outcome.values()) {
      if (report.count(outcome) > 0) {
        lines.add(
            new Plan.Line(
                outcome.name().toLowerCase(java.util.Locale.ROOT),
                Long.toString(report.count(outcome))));
      }
    }
    lines.add(new Plan.Line("removed", Integer.toString(report.removed().size())));
    return new Plan("routes", lines, standing(report));
  }

  @Override
  public void run(ObjectNode asked, String by) {
    imports.take(by, table(asked));
  }

  /** What the table would do to the routes that there are; those that it adds have no id yet. */
  private static String standing(RouteReport report) {
    var all = new StringBuilder();
    for (RouteReport.Line line : report.lines()) {
      all.append(line.number())
          .append(' ')
          .append(line.outcome())
          .append(' ')
          .append(line.replaces());
      if (line.outcome() == RouteReport.Outcome.PRESENT && line.known() != null) {
        all.append(' ').append(line.known().route().id());
      }
      all.append('\n');
    }
    report.removed().forEach(known -> all.append(known.route().id()).append('\n'));
    return Asked.digest(all.toString());
  }

  private static RouteTable table(ObjectNode asked) {
    byte[] file = asked.path("file").asText().getBytes(StandardCharsets.UTF_8);
    return new RouteTable(
        RoutesCsv.read(file), asked.path("replace").asBoolean(), asked.path("sha256").asText());
  }
}
