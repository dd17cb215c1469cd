package org.cardnym.vault.issuer;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;

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

  PrefixRange range() {
    return new PrefixRange(digits, low, high);
  }

  Route route() {
    return new Route(routeId, bankId, range().first(), range().last());
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
  }
}
