package org.cardnym.vault.issuer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * Which bank issued a card, told by the first digits of its number (ISO/IEC 7812-1). Moves no card
 * that is enrolled.
 */
@ApplicationScoped
public class Routes {
  private static final int MAX_ROUTES = 1_000;

  private final EntityManager entities;
  private final RouteBook book;
  private final Audit audit;
  private final Clock clock;

  Routes(EntityManager entities, RouteBook book, Audit audit, Clock clock) {
    this.entities = entities;
    this.book = book;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Adds a range.
   *
   * @throws Refusal ROUTE_UNFIT; ROUTE_AMBIGUOUS where it equals another or crosses its border;
   *     NOT_FOUND; CONFLICT at 1000 ranges of the bank or 5000 of all; ROW_REFUSED
   */
  @Transactional
  public Route add(String actor, UUID bankId, String first, String last) {
    PrefixRange range = PrefixRange.of(first, last);
    if (entities.find(BankRow.class, bankId) == null) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    // One at a time: two crossing ranges must not pass each other unseen.
    List<BankRouteRow> all = book.open();
    if (all.stream().anyMatch(row -> row.range().crosses(range))) {
      throw new Refusal(ErrorCode.ROUTE_AMBIGUOUS);
    }
    requireRoom(all.size(), RouteBook.MAX_ROUTES);
    requireRoom(all.stream().filter(row -> row.bankId.equals(bankId)).count(), MAX_ROUTES);
    var row = new BankRouteRow();
    row.routeId = Uuids.next(clock.instant());
    row.bankId = bankId;
    row.digits = range.digits();
    row.low = range.low();
    row.high = range.high();
    entities.persist(row);
    book.close();
    record(actor, AuditAction.ROUTE_ADDED, row);
    return row.route();
  }

  /** All routes of a bank, by first digits. */
  @Transactional
  public List<Route> list(UUID bankId) {
    return rows(bankId).stream().map(BankRouteRow::route).toList();
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
    record(actor, AuditAction.ROUTE_REMOVED, row);
  }

  /**
   * The active bank of the narrowest range that holds every number with this prefix of 6 to 8
   * digits.
   *
   * @throws Refusal ROUTE_UNFIT; ROW_REFUSED where any route is missing or was written past the
   *     vault
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Optional<UUID> bankFor(String prefix) {
    PrefixRange numbers = PrefixRange.beginningWith(prefix);
    return narrowest(numbers).filter(route -> active(route.bankId)).map(route -> route.bankId);
  }

  private boolean active(UUID bankId) {
    BankRow bank = entities.find(BankRow.class, bankId);
    return bank != null && bank.state == Bank.State.ACTIVE;
  }

  /** Ranges never cross, so those that hold a prefix lie within one another. */
  private Optional<BankRouteRow> narrowest(PrefixRange numbers) {
    return book.read().stream()
        .filter(row -> row.range().holds(numbers))
        .min(Comparator.comparingInt(row -> row.high - row.low));
  }

  private static void requireRoom(long routes, int most) {
    if (routes >= most) {
      throw new Refusal(ErrorCode.CONFLICT, Map.of("maximum", most));
    }
  }

  private List<BankRouteRow> rows(UUID bankId) {
    return entities
        .createQuery(
            "select r from BankRouteRow r where r.bankId = :bank order by r.low, r.high desc",
            BankRouteRow.class)
        .setParameter("bank", bankId)
        .setMaxResults(MAX_ROUTES)
        .getResultList();
  }

  private void record(String actor, AuditAction action, BankRouteRow row) {
    var facts =
        Map.of(
            "bank",
            TypeId.of(IdKind.BANK, row.bankId),
            "first",
            row.range().first(),
            "last",
            row.range().last());
    audit.record(AuditEvent.done(actor, action, row.rowId()).with(facts));
  }
}
