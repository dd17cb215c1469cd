package org.cardnym.bank.export;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.YearMonth;
import java.util.List;

/** A customer who does not exist, with a card of the schemes' public test numbers. */
final class MadeUpCustomer {

  /** Those of this bank whose sales are approved. */
  private static final List<String> NUMBERS =
      List.of("4111111111111111", "4012888888881881", "5555555555554444");

  private static final int A_PAYMENT = 50_000;
  private static final int A_DAY = 100_000;

  private MadeUpCustomer() {}

  /**
   * Members of a record.
   *
   * @param expiry of the card
   */
  static ObjectNode members(String prefix, int number, YearMonth expiry) {
    String alias = "%s%06d".formatted(prefix, number);
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    record.put("alias", alias).put("email", alias + "@customers.example");
    record
        .putObject("card")
        .put("number", NUMBERS.get(number % NUMBERS.size()))
        .put("expiry", expiry.toString())
        .put("holderName", "Customer " + (number % 1000));
    record
        .putObject("limit")
        .put("currency", "EUR")
        .put("perPayment", A_PAYMENT)
        .put("perDay", A_DAY);
    return record;
  }
}
