package org.cardnym.vault.issuer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.issuer.RouteReport.Conflict;
import org.cardnym.vault.issuer.RouteReport.Known;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** Takes whole tables of routes, or says all that is in the way of one. Moves no enrolled card. */
@ApplicationScoped
public class RouteImports {
  private static final Pattern INSTITUTION = Pattern.compile("[a-z0-9-]{3,32}");

  private final EntityManager entities;
  private final RouteBook book;
  private final RouteTrail trail;
  private final Clock clock;
  private final DatabaseClock time;

  RouteImports(
      EntityManager entities, RouteBook book, RouteTrail trail, Clock clock, DatabaseClock time) {
    this.entities = entities;
    this.book = book;
    this.trail = trail;
    this.clock = clock;
    this.time = time;
  }

  /**
   * Takes the table, unless a line is refused; then nothing is changed.
   *
   * @throws Refusal TOO_LARGE beyond {@link RouteTable#MAX_LINES}; ROW_REFUSED
   */
  @Transactional
  public RouteReport take(String actor, RouteTable table) {
    Judged judged = judge(table, book.open());
    RoutePlan plan = judged.plan;
    boolean changes =
        !judged.refused()
            && (!plan.removed.isEmpty() || plan.drafts.stream().anyMatch(RouteDraft::comes));
    if (changes) {
      carryOut(actor, plan);
      trail.imported(actor, table, plan);
    }
    return report(judged, changes);
  }

  /** Says what {@link #take} would do; cards are enrolled meanwhile. */
  @Transactional
  public RouteReport tryOut(RouteTable table) {
    return report(judge(table, book.read()), false);
  }

  private record Judged(RoutePlan plan, Instant now) {
    boolean refused() {
      return plan.drafts.stream().anyMatch(draft -> draft.outcome.refuses());
    }
  }

  private Judged judge(RouteTable table, List<BankRouteRow> there) {
    if (table.lines().size() > RouteTable.MAX_LINES) {
      throw new Refusal(ErrorCode.TOO_LARGE, Map.of("maximum", RouteTable.MAX_LINES));
    }
    Instant now = time.now();
    var plan =
        RoutePlan.of(
            table.lines(),
            there,
            banks(table.lines()),
            table.replace(),
            now,
            () -> Uuids.next(clock.instant()));
    return new Judged(plan, now);
  }

  private void carryOut(String actor, RoutePlan plan) {
    List<BankRouteRow> added =
        plan.drafts.stream()
            .filter(RouteDraft::comes)
            .map(draft -> draft.row)
            .filter(Objects::nonNull)
            .toList();
    plan.removed.forEach(entities::remove);
    added.forEach(entities::persist);
    book.close();
    plan.removed.forEach(row -> trail.removed(actor, row));
    added.forEach(row -> trail.added(actor, row));
  }

  private Map<String, UUID> banks(List<RouteLine> lines) {
    List<String> named =
        lines.stream()
            .map(RouteLine::bank)
            .filter(bank -> INSTITUTION.matcher(bank).matches())
            .distinct()
            .toList();
    return entities
        .createQuery("select b from BankRow b where b.institutionId in :named", BankRow.class)
        .setParameter("named", named)
        .getResultStream()
        .collect(Collectors.toMap(bank -> bank.institutionId, bank -> bank.bankId));
  }

  private RouteReport report(Judged judged, boolean changed) {
    RoutePlan plan = judged.plan;
    Stream<BankRouteRow> shown =
        Stream.concat(
            plan.removed.stream(),
            plan.drafts.stream()
                .flatMap(draft ->
                    Stream.concat(Stream.ofNullable(draft.row), draft.conflictingRoutes.stream())));
    var names = names(shown.map(row -> row.bankId).collect(Collectors.toSet()));
    var writer = new Writer(names, judged.now);
    return new RouteReport(
        changed,
        plan.drafts.stream().map(writer::line).toList(),
        plan.removed.stream().map(writer::known).toList());
  }

  private Map<UUID, String> names(Collection<UUID> bankIds) {
    return entities
        .createQuery("select b from BankRow b where b.bankId in :ids", BankRow.class)
        .setParameter("ids", bankIds)
        .getResultStream()
        .collect(Collectors.toMap(bank -> bank.bankId, bank -> bank.institutionId));
  }

  /** Puts rows into words for whoever asked. */
  private record Writer(Map<UUID, String> names, Instant now) {
    RouteReport.Line line(RouteDraft draft) {
      return new RouteReport.Line(
          draft.line.number(),
          draft.outcome,
          draft.fault,
          draft.outcome.refuses() ? null : maybe(draft.row),
          draft.replaces,
          Stream.concat(
                  draft.conflictingLines.stream()
                      .map(other -> new Conflict(other.line.number(), null)),
                  draft.conflictingRoutes.stream().map(row -> new Conflict(null, known(row))))
              .toList(),
          draft.furtherConflicts);
    }

    @Nullable Known maybe(@Nullable BankRouteRow row) {
      return row == null ? null : known(row);
    }

    Known known(BankRouteRow row) {
      return new Known(row.route(now), names.getOrDefault(row.bankId, ""));
    }
  }
}
