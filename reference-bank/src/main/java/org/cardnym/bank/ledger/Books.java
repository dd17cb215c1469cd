package org.cardnym.bank.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.cardnym.bank.decision.Outcome;
import org.cardnym.bank.message.Money;
import org.jspecify.annotations.Nullable;

/** The entries, only ever added. */
public final class Books {

  private static final String ADD =
      "INSERT INTO entry (at, kind, message_id, original, payment, enrolment, merchant_name, order_reference, amount,"
          + " currency, card_masked, card_hash, holder_initials, outcome, response_code, balance_effect, authentication,"
          + " alias) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  /** Entries with what became of them; to be ended by a condition or an order. */
  static final String SELECT =
      "SELECT e.*, coalesce(m.last_repeat, 0) AS last_repeat,"
          + " e.kind = 'authorization' AND s.reversed_at IS NOT NULL AS reversed"
          + " FROM entry e LEFT JOIN message m ON m.id = e.message_id LEFT JOIN sale s ON s.message_id = e.message_id";

  private static final String CARD_OF =
      "SELECT card_masked, card_hash, holder_initials FROM entry"
          + " WHERE kind = 'verification' AND enrolment = ? ORDER BY sequence DESC LIMIT 1";

  private static final String LATEST = SELECT + " ORDER BY e.sequence DESC LIMIT ?";

  public void add(Connection connection, Entry entry) throws SQLException {
    Money amount = entry.amount();
    Sql.update(
        connection,
        ADD,
        entry.at(),
        entry.kind(),
        entry.messageId(),
        entry.original(),
        entry.payment(),
        entry.enrolment(),
        entry.merchantName(),
        entry.orderReference(),
        amount == null ? null : amount.value(),
        amount == null ? null : amount.currency(),
        entry.card().masked(),
        entry.card().hash(),
        entry.card().holder(),
        entry.decision().outcome().name(),
        entry.decision().responseCode(),
        entry.balanceEffect(),
        entry.authentication(),
        entry.alias());
  }

  /** The card that was verified for an enrolment, as the books have it. */
  public Optional<CardColumns> cardOf(Connection connection, String enrolment) throws SQLException {
    return Sql.one(
        connection,
        CARD_OF,
        row ->
            new CardColumns(
                row.getString("card_masked"),
                row.getString("card_hash"),
                row.getString("holder_initials")),
        enrolment);
  }

  /** The newest entries first. */
  public List<Receipt> latest(Connection connection, int limit) throws SQLException {
    return Sql.many(connection, LATEST, Books::receipt, limit);
  }

  static Receipt receipt(ResultSet row) throws SQLException {
    return new Receipt(
        Sql.instant(row, "at"),
        row.getString("kind"),
        row.getString("message_id"),
        row.getString("original"),
        row.getString("payment"),
        row.getString("enrolment"),
        row.getString("merchant_name"),
        row.getString("order_reference"),
        amount(row),
        row.getString("card_masked"),
        row.getString("holder_initials"),
        Outcome.valueOf(row.getString("outcome")).wireName(),
        row.getString("response_code"),
        row.getInt("last_repeat"),
        row.getBoolean("reversed"),
        row.getLong("balance_effect"),
        row.getString("authentication"),
        row.getString("alias"));
  }

  private static @Nullable Money amount(ResultSet row) throws SQLException {
    String currency = row.getString("currency");
    return currency == null ? null : new Money(row.getLong("amount"), currency);
  }
}
