package org.cardnym.admin.bank;

/** What the vault's codes for an unfit line of a table of routes mean. */
final class LineFault {
  private LineFault() {}

  /** A few words, or the code itself where this version doesn't know it. */
  static String words(String code) {
    return switch (code) {
      case "header" -> "the first line must be bank,first,last,from,until (the last two may lack)";
      case "quotes" -> "its quotes do not fit, or a value holds a line's end";
      case "columns" -> "it has not as many values as the first line";
      case "characters" -> "it is not UTF-8, or holds a character that can't be seen";
      case "range" -> "first and last: 6 to 8 digits, as many in both, in order";
      case "from" -> "from: a date or an instant of UTC, like 2026-12-01T06:00:00Z";
      case "until" -> "until: a date or an instant of UTC, like 2026-12-01T06:00:00Z";
      case "never" -> "it ends before it begins";
      case "bank_full" -> "the bank would have more than 1000 routes";
      case "table_full" -> "all banks would have more than 5000 routes";
      default -> code;
    };
  }
}
