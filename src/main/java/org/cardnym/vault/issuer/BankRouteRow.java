package org.cardnym.vault.issuer;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;
import org.jspecify.annotations.Nullable;

/** A route as it stands in the database. */
@Entity
@Table(name = "bank_route")
class BankRouteRow extends GuardedRow {
  @Id UUID routeId;

  @Column(nullable = false)
  UUID bankId;

  /** The length of both ends as they were given. */
  @Column(nullable = false)
  int digits;

  @Column(nullable = false)
  int low;

  @Column(nullable = false)
  int high;

  /** Null since ever. */
  @Nullable Instant validFrom;

  /** Null without end. */
  @Nullable Instant validUntil;

  static BankRouteRow of(UUID routeId, UUID bankId, RouteSpan span) {
    var row = new BankRouteRow();
    row.routeId = routeId;
    row.bankId = bankId;
    row.digits = span.range().digits();
    row.low = span.range().low();
    row.high = span.range().high();
    row.validFrom = span.validity().from();
    row.validUntil = span.validity().until();
    return row;
  }

  PrefixRange range() {
    return new PrefixRange(digits, low, high);
  }

  Validity validity() {
    return new Validity(validFrom, validUntil);
  }

  RouteSpan span() {
    return new RouteSpan(range(), validity());
  }

  boolean dated() {
    return validFrom != null || validUntil != null;
  }

  Route route(Instant now) {
    return new Route(
        routeId,
        bankId,
        range().first(),
        range().last(),
        validFrom,
        validUntil,
        validity().state(now));
  }

  @Override
  protected String table() {
    return "bank_route";
  }

  @Override
  protected String rowId() {
    return TypeId.of(IdKind.ROUTE, routeId);
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding.add(routeId).add(bankId).add((long) digits).add((long) low).add((long) high);
    // Only where there are dates: rows from before these columns check as they are.
    if (dated()) {
      deciding.add(validFrom).add(validUntil);
    }
  }
}
