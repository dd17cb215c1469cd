package org.cardnym.bench.verdict;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.cardnym.bench.stack.Stack;
import org.cardnym.sandbox.database.Account;
import org.jspecify.annotations.Nullable;

/** The books of vault and bank, as their databases hold them. */
public record Books(
    Map<String, Payment> payments,
    List<Refund> refunds,
    Map<String, List<Booking>> bookings,
    Map<String, Totals> totals) {

  /**
   * A payment in the vault.
   *
   * @param hold the state of its hold, or null where it has none
   */
  public record Payment(
      String id,
      String reference,
      String state,
      @Nullable String reversal,
      long amount,
      long captured,
      long refunded,
      long refunding,
      @Nullable String hold) {}

  /** A refund in the vault. */
  public record Refund(String id, String payment, long amount, String state) {}

  /** An authorization at the bank, or what a reversal left in its place. */
  public record Booking(
      String message, long amount, boolean approved, boolean reversed, long refunded) {
    boolean live() {
      return approved && !reversed;
    }
  }

  /**
   * What a payment did to its cardholder.
   *
   * @param approvals how many authorizations were ever approved
   */
  public record Totals(long approvals, long balance) {}

  /** What is not at its end yet. */
  public record Open(long exchanges, long payments, long refunds, long webhooks, long audit) {
    public boolean none() {
      return exchanges + payments + refunds + webhooks + audit == 0;
    }
  }

  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  public static Books read(Stack stack) throws SQLException {
    Map<String, Payment> payments = new TreeMap<>();
    Map<String, List<Booking>> bookings = new TreeMap<>();
    Map<String, Totals> totals = new TreeMap<>();
    List<Refund> refunds;
    try (Connection vault = connect(stack.vaultJdbc(), stack.vaultBooks())) {
      for (Payment each :
          list(
              vault,
              "select p.payment_id, p.order_reference, p.state, p.reversal, p.amount, p.captured,"
                  + " p.refunded, p.refunding, h.state from payment p left join card_hold h"
                  + " on h.payer_id = p.payer_id and h.payment_id = p.payment_id",
              Books::payment)) {
        payments.put(each.id(), each);
      }
      refunds =
          list(
              vault,
              "select refund_id, payment_id, amount, state from refund",
              row ->
                  new Refund(
                      TypeIds.of("ref", uuid(row, 1)),
                      TypeIds.of("pay", uuid(row, 2)),
                      row.getLong(3),
                      row.getString(4)));
    }
    try (Connection bank = connect(stack.bankJdbc(), stack.bankBooks())) {
      list(
          bank,
          "select payment, message_id, amount, approved, reversed_at is not null, refunded from sale",
          row ->
              bookings
                  .computeIfAbsent(row.getString(1), any -> new ArrayList<>())
                  .add(
                      new Booking(
                          row.getString(2),
                          row.getLong(3),
                          row.getBoolean(4),
                          row.getBoolean(5),
                          row.getLong(6))));
      list(
          bank,
          "select payment, count(*) filter (where lower(kind) = 'authorization' and"
              + " lower(outcome) = 'approved'), sum(balance_effect) from entry"
              + " where payment is not null group by payment",
          row -> totals.put(row.getString(1), new Totals(row.getLong(2), row.getLong(3))) == null);
    }
    return new Books(payments, refunds, bookings, totals);
  }

  /** What the vault has yet to do. */
  public static Open open(Stack stack) throws SQLException {
    try (Connection vault = connect(stack.vaultJdbc(), stack.vaultBooks())) {
      return list(
              vault,
              "select (select count(*) from exchange where state <> 'CLOSED'),"
                  + " (select count(*) from payment where state = 'PROCESSING' or reversal = 'PENDING'),"
                  + " (select count(*) from refund where state = 'PROCESSING'),"
                  + " (select count(*) from webhook_delivery where state = 'WAITING'),"
                  + " (select count(*) from audit_entry where batch is null and not refused"
                  + " and at < now() - interval '5 seconds')",
              row ->
                  new Open(
                      row.getLong(1),
                      row.getLong(2),
                      row.getLong(3),
                      row.getLong(4),
                      row.getLong(5)))
          .getFirst();
    }
  }

  private static Payment payment(ResultSet row) throws SQLException {
    return new Payment(
        TypeIds.of("pay", uuid(row, 1)),
        row.getString(2),
        row.getString(3).toLowerCase(java.util.Locale.ROOT),
        row.getString(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        row.getLong(8),
        row.getString(9));
  }

  private static UUID uuid(ResultSet row, int column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  private static Connection connect(String url, Account account) throws SQLException {
    return DriverManager.getConnection(url, account.name(), account.password());
  }

  private static <T> List<T> list(Connection connection, String sql, Row<T> reader)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(reader.read(rows));
      }
      return all;
    }
  }
}
