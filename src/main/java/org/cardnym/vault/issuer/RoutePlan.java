package org.cardnym.vault.issuer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.cardnym.vault.issuer.RouteReport.Fault;
import org.cardnym.vault.issuer.RouteReport.Outcome;
import org.cardnym.vault.refusal.Refusal;

/** Judges a whole table of routes against those that are there; changes nothing. */
final class RoutePlan {
  private final List<BankRouteRow> there;
  private final Map<String, UUID> banks;
  private final Instant now;
  private final Supplier<UUID> ids;
  private final Map<Place, List<BankRouteRow>> places;
  private final Set<UUID> matched = new HashSet<>();

  final List<RouteDraft> drafts = new ArrayList<>();
  final List<BankRouteRow> removed = new ArrayList<>();

  /** The numbers of a bank; how long their ends were written does not matter. */
  private record Place(UUID bankId, int low, int high) {
    static Place of(BankRouteRow row) {
      return new Place(row.bankId, row.low, row.high);
    }
  }

  private RoutePlan(
      List<BankRouteRow> there, Map<String, UUID> banks, Instant now, Supplier<UUID> ids) {
    this.there = there;
    this.banks = banks;
    this.now = now;
    this.ids = ids;
    this.places = there.stream().collect(Collectors.groupingBy(Place::of));
  }

  /**
   * @param there all routes
   * @param banks those that lines may name, by institution id
   * @param replace whether what is there of a bank in the table, and not in it, goes
   */
  static RoutePlan of(
      List<RouteLine> lines,
      List<BankRouteRow> there,
      Map<String, UUID> banks,
      boolean replace,
      Instant now,
      Supplier<UUID> ids) {
    var plan = new RoutePlan(there, banks, now, ids);
    lines.forEach(line -> plan.drafts.add(plan.draft(line)));
    if (replace) {
      plan.replace();
    }
    plan.sweep();
    plan.count();
    return plan;
  }

  private RouteDraft draft(RouteLine line) {
    var draft = new RouteDraft(line);
    if (line.unread() != null) {
      draft.unfit(line.unread());
    } else if (!banks.containsKey(line.bank())) {
      draft.outcome = Outcome.UNKNOWN_BANK;
    } else {
      draft.bankId = banks.get(line.bank());
      range(draft, banks.get(line.bank()));
    }
    return draft;
  }

  private void range(RouteDraft draft, UUID bankId) {
    Fault reading = Fault.RANGE;
    try {
      PrefixRange range = PrefixRange.of(draft.line.first(), draft.line.last());
      reading = Fault.FROM;
      String from = draft.line.from();
      Instant begins = from.isEmpty() ? Validity.begun(now) : Validity.border(from);
      reading = Fault.UNTIL;
      String until = draft.line.until();
      var validity = new Validity(begins, until.isEmpty() ? null : Validity.border(until));
      place(draft, bankId, new RouteSpan(range, validity));
    } catch (Refusal unfit) {
      draft.unfit(reading);
    }
  }

  /** Looks first whether it is there: what was taken once is taken again when it is over. */
  private void place(RouteDraft draft, UUID bankId, RouteSpan span) {
    var place = new Place(bankId, span.range().low(), span.range().high());
    boolean sinceNow = draft.line.from().isEmpty();
    for (BankRouteRow row : places.getOrDefault(place, List.of())) {
      if (same(row.validity(), span.validity(), sinceNow)) {
        draft.outcome = Outcome.PRESENT;
        draft.row = row;
        matched.add(row.routeId);
        return;
      }
    }
    if (span.validity().empty()) {
      draft.unfit(Fault.NEVER);
    } else {
      draft.row = BankRouteRow.of(ids.get(), bankId, span);
    }
  }

  /** A line that holds from now on is there wherever its route has begun. */
  private boolean same(Validity there, Validity given, boolean sinceNow) {
    boolean begins =
        sinceNow
            ? there.from() == null || !there.from().isAfter(now)
            : Objects.equals(there.from(), given.from());
    return begins && Objects.equals(there.until(), given.until());
  }

  private void replace() {
    var named = drafts.stream().map(draft -> draft.bankId).collect(Collectors.toSet());
    there.stream()
        .filter(row -> named.contains(row.bankId) && !matched.contains(row.routeId))
        .forEach(removed::add);
    var gone = removed.stream().collect(Collectors.groupingBy(Place::of));
    for (RouteDraft draft : drafts) {
      BankRouteRow row = draft.row;
      if (row != null && draft.comes()) {
        replaced(gone.getOrDefault(Place.of(row), List.of()), row)
            .ifPresent(old -> {
              draft.outcome = Outcome.REPLACES;
              draft.replaces = old.routeId;
            });
      }
    }
  }

  /** Rather the one whose time it takes than one of another time. */
  private static Optional<BankRouteRow> replaced(List<BankRouteRow> gone, BankRouteRow row) {
    return gone.stream()
        .filter(old -> old.validity().overlaps(row.validity()))
        .findFirst()
        .or(() -> gone.stream().findFirst());
  }

  private void sweep() {
    var sweep = new RouteSweep();
    var leaves = removed.stream().map(row -> row.routeId).collect(Collectors.toSet());
    there.stream()
        .filter(row -> !leaves.contains(row.routeId) && !matched.contains(row.routeId))
        .forEach(sweep::stays);
    for (RouteDraft draft : drafts) {
      if (draft.row != null) {
        sweep.line(draft, draft.row.span());
      }
    }
    sweep.run();
  }

  private void count() {
    var ofBank = new HashMap<UUID, Integer>();
    there.forEach(row -> ofBank.merge(row.bankId, 1, Integer::sum));
    removed.forEach(row -> ofBank.merge(row.bankId, -1, Integer::sum));
    int all = there.size() - removed.size();
    for (RouteDraft draft : drafts) {
      BankRouteRow row = draft.row;
      if (row != null && draft.comes()) {
        all++;
        int routes = ofBank.merge(row.bankId, 1, Integer::sum);
        if (routes > Routes.MAX_ROUTES) {
          draft.unfit(Fault.BANK_FULL);
        } else if (all > RouteBook.MAX_ROUTES) {
          draft.unfit(Fault.TABLE_FULL);
        }
      }
    }
  }
}
