package org.cardnym.vault.admin;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.Route;
import org.cardnym.vault.issuer.RouteReport;
import org.cardnym.vault.issuer.RouteReport.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What a table of routes did or would do. Where it is refused, {@code lines} are the faulty ones
 * and repeat nothing that was sent.
 *
 * @param changed false for a dry run, a refusal, and a table that was there already
 */
record RouteReportBody(
    boolean dryRun, boolean changed, Counts counts, List<Line> lines, List<Known> removed) {

  /** How many lines, and what became of them; {@code removed} counts routes. */
  record Counts(long lines, long added, long present, long replaced, long refused, long removed) {}

  /**
   * A route.
   *
   * @param route its id; null for one that a dry run would add
   * @param bank institution id
   * @param state {@code to_come}, {@code effective} or {@code over}
   */
  record Known(
      @Nullable String route,
      String bank,
      String first,
      String last,
      @Nullable Instant from,
      @Nullable Instant until,
      String state) {}

  /** Either a line of the file, or a route that is there. */
  record Conflict(@Nullable Integer line, @Nullable Known route) {}

  /**
   * A line.
   *
   * @param outcome {@code added}, {@code present}, {@code replaces}, {@code conflicts}, {@code
   *     unknown_bank} or {@code unfit}
   * @param fault why it is unfit
   * @param replaces the id of the route that goes for it
   * @param conflicts at most five; {@code furtherConflicts} counts the others
   */
  record Line(
      int line,
      String outcome,
      @Nullable String fault,
      @Nullable Known route,
      @Nullable String replaces,
      List<Conflict> conflicts,
      int furtherConflicts) {}

  static RouteReportBody of(RouteReport report, boolean dryRun) {
    List<RouteReport.Line> refused = report.refused();
    boolean taken = refused.isEmpty();
    var counts =
        new Counts(
            report.lines().size(),
            report.count(Outcome.ADDED),
            report.count(Outcome.PRESENT),
            report.count(Outcome.REPLACES),
            refused.size(),
            report.removed().size());
    return new RouteReportBody(
        dryRun,
        report.changed(),
        counts,
        (taken ? report.lines() : refused).stream().map(line -> line(line, dryRun)).toList(),
        taken ? report.removed().stream().map(RouteReportBody::known).toList() : List.of());
  }

  private static Line line(RouteReport.Line line, boolean dryRun) {
    boolean imagined = dryRun && line.outcome() != Outcome.PRESENT;
    return new Line(
        line.number(),
        wire(line.outcome()),
        line.fault() == null ? null : wire(line.fault()),
        line.known() == null ? null : known(line.known(), imagined),
        line.replaces() == null ? null : TypeId.of(IdKind.ROUTE, line.replaces()),
        line.conflicts().stream()
            .map(other ->
                new Conflict(other.line(), other.known() == null ? null : known(other.known())))
            .toList(),
        line.furtherConflicts());
  }

  private static Known known(RouteReport.Known known) {
    return known(known, false);
  }

  private static Known known(RouteReport.Known known, boolean imagined) {
    Route route = known.route();
    return new Known(
        imagined ? null : TypeId.of(IdKind.ROUTE, route.id()),
        known.institution(),
        route.first(),
        route.last(),
        route.from(),
        route.until(),
        wire(route.state()));
  }

  private static String wire(Enum<?> code) {
    return code.name().toLowerCase(Locale.ROOT);
  }
}
