package org.cardnym.vault.issuer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Which bank issued a card, told by the first digits of its number (ISO/IEC 7812-1). Moves no card
 * that is enrolled.
 */
@ApplicationScoped
public class Routes {
  static final int MAX_ROUTES = 1_000;

  private final EntityManager entities;
  private final RouteBook book;
  private final RouteTrail trail;
  private final Clock clock;
  private final DatabaseClock time;

  Routes(
      EntityManager entities, RouteBook book, RouteTrail trail, Clock clock, DatabaseClock time) {
    this.entities = entities;
    this.book = book;
    this.trail = trail;
    this.clock = clock;
    this.time = time;
  }

  /** Adds a range that holds from now on. */
  @Transactional
  public Route add(String actor, UUID bankId, String first, String last) {
    return add(actor, bankId, first, last, null, null);
  }

  /**
   * Adds a range.
   *
   * @param from when it begins to hold, an instant of UTC (RFC 3339) or a date; null means now
   * @param until when it ends, likewise; null means never
   * @throws Refusal ROUTE_UNFIT; ROUTE_AMBIGUOUS where, at some time, it equals another or crosses
   *     its border; NOT_FOUND; CONFLICT at 1000 ranges of the bank or 5000 of all; ROW_REFUSED
   */
  @Transactional
  public Route add(
      String actor,
      UUID bankId,
      String first,
      String last,
      @Nullable String from,
      @Nullable String until) {
    Instant now = time.now();
    var span = new RouteSpan(PrefixRange.of(first, last), validity(from, until, now));
    if (entities.find(BankRow.class, bankId) == null) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    // One at a time: two crossing ranges must not pass each other unseen.
    List<BankRouteRow> all = book.open();
    if (all.stream().anyMatch(row -> row.span().conflicts(span))) {
      throw new Refusal(ErrorCode.ROUTE_AMBIGUOUS);
    }
    requireRoom(all.size(), RouteBook.MAX_ROUTES);
    requireRoom(all.stream().filter(row -> row.bankId.equals(bankId)).count(), MAX_ROUTES);
    BankRouteRow row = BankRouteRow.of(Uuids.next(clock.instant()), bankId, span);
    entities.persist(row);
    book.close();
    trail.added(actor, row);
    return row.route(now);
  }

  /** All routes of a bank, by first digits, then by their beginning; NOT_FOUND without the bank. */
  @Transactional
  public List<Route> list(UUID bankId) {
    if (entities.find(BankRow.class, bankId) == null) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    Instant now = time.now();
    return rows(bankId).stream().map(row -> row.route(now)).toList();
  }

  /** Removes a range; a range that is not there is NOT_FOUND. */
  @Transactional
  public void remove(String actor, UUID bankId, UUID routeId) {
    BankRouteRow row =
        book.open().stream()
            .filter(route -> route.routeId.equals(routeId) && route.bankId.equals(bankId))
            .findFirst()
            .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
    entities.remove(row);
    book.close();
    trail.removed(actor, row);
  }

  /**
   * The bank of the narrowest range that now holds every number with this prefix of 6 to 8 digits;
   * none where it is suspended.
   *
   * @throws Refusal ROUTE_UNFIT; BANK_DRAINING where the bank takes no new card; ROW_REFUSED where
   *     any route is missing or was written past the vault
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Optional<UUID> bankFor(String prefix) {
    PrefixRange numbers = PrefixRange.beginningWith(prefix);
    return narrowest(book.read(), numbers, time.now())
        .filter(route -> enrols(route.bankId))
        .map(route -> route.bankId);
  }

  /**
   * Where numbers lead now, or at a time to come. Until the caller's transaction ends, which must
   * be new, nobody changes a route.
   *
   * @throws Refusal ROW_REFUSED where any route is missing or was written past the vault
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public RouteMap map(@Nullable Instant at) {
    List<BankRouteRow> rows = book.read();
    Instant now = time.now();
    return new RouteMap(rows, at == null || at.isBefore(now) ? now : at);
  }

  /**
   * An instant of UTC (RFC 3339), or the beginning of a date.
   *
   * @throws Refusal ROUTE_UNFIT
   */
  public static Instant time(String text) {
    return Validity.border(text);
  }

  private boolean enrols(UUID bankId) {
    BankRow bank = entities.find(BankRow.class, bankId);
    if (bank != null && bank.state == Bank.State.DRAINING) {
      throw new Refusal(ErrorCode.BANK_DRAINING);
    }
    return bank != null && bank.state.takes(Kind.VERIFICATION);
  }

  /** Ranges of one time never cross, so those that hold a prefix lie within one another. */
  static Optional<BankRouteRow> narrowest(
      List<BankRouteRow> rows, PrefixRange numbers, Instant now) {
    return narrowest(
        rows.stream().filter(row -> row.validity().state(now) == Route.State.EFFECTIVE).toList(),
        numbers);
  }

  /** Among routes of one time. */
  static Optional<BankRouteRow> narrowest(List<BankRouteRow> rows, PrefixRange numbers) {
    return rows.stream()
        .filter(row -> row.range().holds(numbers))
        .min(Comparator.comparingInt(row -> row.high - row.low));
  }

  private static Validity validity(@Nullable String from, @Nullable String until, Instant now) {
    var validity =
        new Validity(
            from == null ? Validity.begun(now) : Refusal.about("from", () -> Validity.border(from)),
            until == null ? null : Refusal.about("until", () -> Validity.border(until)));
    if (validity.empty()) {
      throw new Refusal(ErrorCode.ROUTE_UNFIT, Map.of("field", "until"));
    }
    return validity;
  }

  private static void requireRoom(long routes, int most) {
    if (routes >= most) {
      throw new Refusal(ErrorCode.CONFLICT, Map.of("maximum", most));
    }
  }

  private List<BankRouteRow> rows(UUID bankId) {
    return entities
        .createQuery(
            "select r from BankRouteRow r where r.bankId = :bank order by r.low, r.high desc,"
                + " r.validFrom nulls first",
            BankRouteRow.class)
        .setParameter("bank", bankId)
        .setMaxResults(MAX_ROUTES)
        .getResultList();
  }
}
