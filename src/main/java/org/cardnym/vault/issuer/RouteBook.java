package org.cardnym.vault.issuer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.cardnym.vault.keys.RowAlarm;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * All routes as a whole: those that one guarded row has number and digest of. A narrower route that
 * goes missing would silently send cards to another bank. Within the caller's transaction, which
 * must be new.
 */
@ApplicationScoped
class RouteBook {
  /** The most routes of all banks together. */
  static final int MAX_ROUTES = 5_000;

  private static final String FORMAT = "bank-routes/2";

  /** Without dates; books from before routes had any are in it. */
  private static final String UNDATED = "bank-routes/1";

  private final EntityManager entities;
  private final RowAlarm alarm;

  RouteBook(EntityManager entities, RowAlarm alarm) {
    this.entities = entities;
    this.alarm = alarm;
  }

  /**
   * All routes, while nobody changes them.
   *
   * @throws Refusal ROW_REFUSED where one is missing or was written past the vault
   */
  List<BankRouteRow> read() {
    lock("share");
    return whole(book());
  }

  /** All routes, for the one who changes them and then calls {@link #close()}. */
  List<BankRouteRow> open() {
    lock("share row exclusive");
    return whole(book());
  }

  /** Writes down which routes there are now; a persisted or removed one counts. */
  void close() {
    List<BankRouteRow> rows = rows();
    RouteBookRow known = book();
    RouteBookRow book = known == null ? new RouteBookRow() : known;
    book.routes = rows.size();
    book.digest = digest(rows);
    entities.persist(book);
  }

  private List<BankRouteRow> whole(@Nullable RouteBookRow book) {
    List<BankRouteRow> rows = rows();
    // Before the first route there is no book.
    boolean whole =
        book == null ? rows.isEmpty() : book.routes == rows.size() && fits(book.digest, rows);
    if (!whole) {
      alarm.raise("bank_route_book", "bank_route_book");
      throw new Refusal(ErrorCode.ROW_REFUSED);
    }
    return rows;
  }

  /** An old book says nothing of dates, so it fits routes only that have none. */
  private static boolean fits(byte[] digest, List<BankRouteRow> rows) {
    return MessageDigest.isEqual(digest, digest(rows))
        || (rows.stream().noneMatch(BankRouteRow::dated)
            && MessageDigest.isEqual(digest, undated(rows)));
  }

  private @Nullable RouteBookRow book() {
    return entities.find(RouteBookRow.class, RouteBookRow.ONLY);
  }

  private List<BankRouteRow> rows() {
    return entities
        .createQuery("select r from BankRouteRow r", BankRouteRow.class)
        .setMaxResults(MAX_ROUTES + 1)
        .getResultList();
  }

  /** Routes and book are read by two statements, and the first book has no row to lock. */
  private void lock(String mode) {
    entities.createNativeQuery("lock table bank_route in " + mode + " mode").executeUpdate();
  }

  static byte[] digest(List<BankRouteRow> rows) {
    SetDigest digest = SetDigest.of(FORMAT).add(rows.size());
    sorted(rows)
        .forEach(row ->
            digest
                .add(row.routeId)
                .add(row.bankId)
                .add(row.digits)
                .add(row.low)
                .add(row.high)
                .add(row.validFrom)
                .add(row.validUntil));
    return digest.bytes();
  }

  static byte[] undated(List<BankRouteRow> rows) {
    SetDigest digest = SetDigest.of(UNDATED).add(rows.size());
    sorted(rows)
        .forEach(row ->
            digest.add(row.routeId).add(row.bankId).add(row.digits).add(row.low).add(row.high));
    return digest.bytes();
  }

  private static Stream<BankRouteRow> sorted(List<BankRouteRow> rows) {
    return rows.stream().sorted(Comparator.comparing(row -> row.routeId));
  }
}
