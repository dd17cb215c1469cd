package org.cardnym.vault.reconciliation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.Kind;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * One answer's part of a bank's books, read strictly: a page with one record that is not as agreed
 * is none.
 *
 * @param next where the bank goes on, null at the end
 */
record RecordsPage(List<BankRecord> records, @Nullable String next) {
  private static final int MOST = 32;
  private static final long LARGEST = 999_999_999_999L;
  private static final Map<String, Kind> KINDS =
      Map.of(
          Kind.AUTHORIZATION.wire(), Kind.AUTHORIZATION,
          Kind.REVERSAL.wire(), Kind.REVERSAL,
          Kind.REFUND.wire(), Kind.REFUND);

  /** What was answered is not as agreed; says no more, for it is somebody else's text. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable() {
      super("not as agreed", null, false, false);
    }
  }

  /**
   * Reads an answer's members.
   *
   * @param from the time that was asked for: no record may be of another
   * @param cursor the one that was asked with
   */
  static RecordsPage read(JsonNode answer, Instant from, Instant until, @Nullable String cursor)
      throws Unreadable {
    JsonNode list = answer.path("records");
    require(list.isArray() && list.size() <= MOST);
    var records = new ArrayList<BankRecord>();
    for (JsonNode record : list) {
      records.add(record(record, from, until));
    }
    String next = answer.has("next") ? text(answer, "next", "[!-~]{1,64}") : null;
    // Each page must lead on, or a bank could keep the vault busy for ever.
    require(next == null || (!records.isEmpty() && !next.equals(cursor)));
    return new RecordsPage(records, next);
  }

  private static BankRecord record(JsonNode record, Instant from, Instant until) throws Unreadable {
    Kind kind = kind(text(record, "kind", "[a-z]{1,20}"));
    boolean approved = approved(kind, text(record, "decision", "[a-z]{1,20}"));
    String code = text(record, "responseCode", "[0-9A-Z]{2}");
    require(code.equals("00") == approved);
    if (kind != Kind.AUTHORIZATION) {
      id(IdKind.MESSAGE, text(record, "original", "msg_[0-9a-z]{26}"));
    }
    Instant time = time(record);
    require(!time.isBefore(from) && time.isBefore(until));
    JsonNode value = record.path("amount").path("value");
    require(value.isIntegralNumber() && value.canConvertToLong());
    require(value.longValue() > 0 && value.longValue() <= LARGEST);
    String payment = text(record, "payment", "pay_[0-9a-z]{26}");
    id(IdKind.PAYMENT, payment);
    return new BankRecord(
        id(IdKind.MESSAGE, text(record, "messageId", "msg_[0-9a-z]{26}")),
        kind,
        payment,
        value.longValue(),
        text(record.path("amount"), "currency", "[A-Z]{3}"),
        approved,
        code,
        time);
  }

  private static Kind kind(String wire) throws Unreadable {
    Kind kind = KINDS.get(wire);
    if (kind == null) {
      throw new Unreadable();
    }
    return kind;
  }

  private static boolean approved(Kind kind, String decision) throws Unreadable {
    boolean yes = decision.equals(kind == Kind.REVERSAL ? "acknowledged" : "approved");
    require(yes || (kind != Kind.REVERSAL && decision.equals("declined")));
    return yes;
  }

  private static Instant time(JsonNode record) throws Unreadable {
    try {
      return Instant.parse(text(record, "time", "[0-9T:.-]{19,30}Z"))
          .truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeException notOne) {
      throw new Unreadable();
    }
  }

  private static UUID id(IdKind kind, String text) throws Unreadable {
    try {
      return TypeId.parse(kind, text);
    } catch (Refusal notOne) {
      throw new Unreadable();
    }
  }

  private static String text(JsonNode record, String member, String shape) throws Unreadable {
    String text = record.path(member).textValue();
    if (text == null || !text.matches(shape)) {
      throw new Unreadable();
    }
    return text;
  }

  private static void require(boolean holds) throws Unreadable {
    if (!holds) {
      throw new Unreadable();
    }
  }
}
