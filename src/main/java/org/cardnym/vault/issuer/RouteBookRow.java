package org.cardnym.vault.issuer;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;

/** The one row that tells which routes there are. */
@Entity
@Table(name = "bank_route_book")
class RouteBookRow extends GuardedRow {
  static final int ONLY = 1;

  @Id int bookId = ONLY;

  @Column(nullable = false)
  int routes;

  /** Of all routes, see {@link RouteBook}. */
  @Column(nullable = false)
  byte[] digest;

  @Override
  protected String table() {
    return "bank_route_book";
  }

  @Override
  protected String rowId() {
    return "bank_route_book";
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding.add((long) bookId).add((long) routes).add(digest);
  }
}
