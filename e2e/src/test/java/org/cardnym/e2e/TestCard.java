package org.cardnym.e2e;

/** The schemes' public test cards, named by what the reference bank does with them. */
enum TestCard {
  APPROVED("4111111111111111", "123"),
  COMPARED_ONLY("4012888888881881", "123"),
  BANK_ASKS_CODE("5555555555554444", "123"),
  NO_MONEY("5105105105105100", "123"),
  SLOW("3530111333300000", "123"),
  SILENT("3566002020360505", "123"),
  GARBAGE("6011000990139424", "123"),
  UNSIGNED("30569309025904", "123");

  /** A bank's one-time code, as the reference bank's README publishes it. */
  static final String BANK_CODE = "246810";

  private final String number;
  private final String verificationCode;

  TestCard(String number, String verificationCode) {
    this.number = number;
    this.verificationCode = verificationCode;
  }

  String number() {
    return number;
  }

  String verificationCode() {
    return verificationCode;
  }

  /** As the bank shows it. */
  String masked() {
    return number.substring(0, 6)
        + "*".repeat(number.length() - 10)
        + number.substring(number.length() - 4);
  }
}
