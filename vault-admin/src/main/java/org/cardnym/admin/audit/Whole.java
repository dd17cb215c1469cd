package org.cardnym.admin.audit;

import com.fasterxml.jackson.databind.JsonNode;

/** Whole numbers of a line, none of which can be taken for another. */
final class Whole {
  static final int NONE = -1;

  /** Numbers beyond are no batch's: at a thousand a second it takes thirty million years. */
  private static final long MOST = 999_999_999_999_999_999L;

  private Whole() {}

  /** The number; {@link #NONE} where it is none, a fraction, or beyond what is counted. */
  static long number(JsonNode value) {
    boolean fits = value.isIntegralNumber() && value.canConvertToLong();
    return fits && value.asLong() >= -MOST && value.asLong() <= MOST ? value.asLong() : NONE;
  }

  /** The same where it is smaller. */
  static int small(JsonNode value) {
    return value.isIntegralNumber() && value.canConvertToInt() ? value.asInt() : NONE;
  }
}
