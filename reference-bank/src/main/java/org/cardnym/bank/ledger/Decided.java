package org.cardnym.bank.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cardnym.bank.decision.Outcome;
import org.cardnym.bank.message.Message;
import org.cardnym.bank.message.Money;
import org.cardnym.bank.refusal.Refusal;
import org.cardnym.bank.refusal.RefusalCode;
import org.jspecify.annotations.Nullable;

/**
 * What the bank decided about money in a time, in the order of its clock. A time that is over does
 * not change: pages that follow one another show each message once.
 */
public final class Decided {

  /** As many as fit into an answer of 16 KiB, signed. */
  private static final int RECORDS = 32;

  /** Microseconds since 1970, and the entry among those of its microsecond. */
  private static final Pattern CURSOR = Pattern.compile("([0-9]{1,17})-([0-9]{1,18})");

  private static final String ASK =
      "SELECT at, sequence, kind, message_id, original, payment, amount, currency, outcome, response_code FROM entry"
          + " WHERE kind IN ('authorization', 'reversal', 'refund') AND at >= ? AND at < ? AND (at, sequence) > (?, ?)"
          + " ORDER BY at, sequence LIMIT ?";

  /**
   * One decision.
   *
   * @param original the message that this one gives back
   */
  public record Line(
      String cursor,
      Instant at,
      String kind,
      String messageId,
      @Nullable String original,
      @Nullable String payment,
      Money amount,
      String decision,
      String responseCode) {}

  /**
   * Some of them, the oldest first.
   *
   * @param next where to go on, null at the end
   */
  public record Page(List<Line> lines, @Nullable String next) {}

  /**
   * @throws Refusal for a cursor that no page gave
   */
  public static void requireOwn(@Nullable String cursor) {
    if (cursor != null && !CURSOR.matcher(cursor).matches()) {
      throw new Refusal(RefusalCode.MALFORMED);
    }
  }

  /** The page after the message's cursor. */
  public Page page(Connection connection, Message.Reconciliation asked) throws SQLException {
    Instant at = Instant.EPOCH;
    long sequence = -1;
    Matcher place = CURSOR.matcher(asked.cursor() == null ? "" : asked.cursor());
    if (place.matches()) {
      at = at.plus(Long.parseLong(place.group(1)), ChronoUnit.MICROS);
      sequence = Long.parseLong(place.group(2));
    }
    List<Line> lines =
        Sql.many(
            connection, ASK, Decided::line, asked.from(), asked.until(), at, sequence, RECORDS + 1);
    return lines.size() > RECORDS
        ? new Page(lines.subList(0, RECORDS), lines.get(RECORDS - 1).cursor())
        : new Page(lines, null);
  }

  private static Line line(ResultSet row) throws SQLException {
    Instant at = Sql.instant(row, "at");
    return new Line(
        ChronoUnit.MICROS.between(Instant.EPOCH, at) + "-" + row.getLong("sequence"),
        at,
        row.getString("kind"),
        row.getString("message_id"),
        row.getString("original"),
        row.getString("payment"),
        new Money(row.getLong("amount"), row.getString("currency")),
        Outcome.valueOf(row.getString("outcome")).wireName(),
        row.getString("response_code"));
  }
}
