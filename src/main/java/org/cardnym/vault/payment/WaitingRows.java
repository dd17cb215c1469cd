package org.cardnym.vault.payment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** Walks what waits, by id, a page at a time, holding no transaction while a row is looked at. */
final class WaitingRows {
  private static final int PAGE = 500;

  /** A walk's bound: 25,000 rows; the next walk begins anew. */
  private static final int MOST_PAGES = 50;

  private WaitingRows() {}

  /**
   * Looks at each row once.
   *
   * @param page up to so many rows with ids after this one, in order; called in a transaction
   */
  static <R> void each(
      BiFunction<UUID, Integer, List<R>> page, Function<R, UUID> id, Consumer<R> look) {
    UUID after = new UUID(0, 0);
    for (int count = 0; count < MOST_PAGES; count++) {
      UUID from = after;
      List<R> rows = QuarkusTransaction.requiringNew().call(() -> page.apply(from, PAGE));
      rows.forEach(look);
      if (rows.size() < PAGE) {
        return;
      }
      after = id.apply(rows.getLast());
    }
  }
}
