package org.cardnym.admin.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns a JSON value into one line of safe text. */
final class Cells {
  /** A time as the API writes it (RFC 3339, UTC): beyond seconds nobody reads it. */
  private static final Pattern FRACTION =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2})\\.\\d{1,9}Z");

  private Cells() {}

  static String text(JsonNode value) {
    if (value.isMissingNode() || value.isNull() || (value.isContainerNode() && value.isEmpty())) {
      return "-";
    }
    if (isAmount(value)) {
      return amount(value);
    }
    if (value.isArray()) {
      return value.valueStream().map(Cells::text).collect(Collectors.joining(", "));
    }
    return value.isObject() ? JsonText.compact(value) : plain(value.asText());
  }

  private static String plain(String text) {
    Matcher time = FRACTION.matcher(text);
    return time.matches() ? time.group(1) + "Z" : PlainText.of(text);
  }

  /** An amount as the API writes it: minor units and an ISO 4217 currency. */
  static boolean isAmount(JsonNode value) {
    return value.isObject()
        && value.size() == 2
        && value.path("value").isIntegralNumber()
        && value.path("currency").isTextual();
  }

  private static String amount(JsonNode amount) {
    String code = amount.path("currency").asText();
    try {
      int digits = Math.max(0, Currency.getInstance(code).getDefaultFractionDigits());
      BigDecimal major = new BigDecimal(amount.path("value").bigIntegerValue(), digits);
      return major.toPlainString() + " " + code;
    } catch (IllegalArgumentException unknownCurrency) {
      return amount.path("value").asText() + " minor units of " + PlainText.of(code);
    }
  }
}
