package org.cardnym.vault.issuer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/** Which bank each number leads to, at one time. */
public final class RouteMap {
  private final List<BankRouteRow> rows;

  /** Those of the rows that hold at that time. */
  RouteMap(List<BankRouteRow> rows, Instant at) {
    this.rows =
        rows.stream().filter(row -> row.validity().state(at) == Route.State.EFFECTIVE).toList();
  }

  /** The bank that a number with these 6 to 8 first digits leads to. */
  public Optional<UUID> bank(String prefix) {
    return narrowest(PrefixRange.beginningWith(prefix)).map(row -> row.bankId);
  }

  /** True where every number of the range leads to this bank. */
  public boolean leads(PrefixRange range, UUID bankId) {
    // The narrowest route is the same from one border to the next.
    var borders = new TreeSet<Integer>();
    borders.add(range.low());
    for (BankRouteRow row : rows) {
      borders.add(row.low);
      borders.add(row.high + 1);
    }
    return borders.subSet(range.low(), true, range.high(), true).stream()
        .allMatch(first ->
            narrowest(PrefixRange.ofOne(first))
                .filter(row -> row.bankId.equals(bankId))
                .isPresent());
  }

  /** True where any number leads to this bank, or would, were no narrower route another's. */
  public boolean has(UUID bankId) {
    return rows.stream().anyMatch(row -> row.bankId.equals(bankId));
  }

  private Optional<BankRouteRow> narrowest(PrefixRange numbers) {
    return Routes.narrowest(rows, numbers);
  }
}
