package org.cardnym.bank.decision;

/** The values of ISO 8583 data element 39 that this bank gives. */
public enum ResponseCode {
  APPROVED("00"),
  REFER_TO_ISSUER("01"),
  DO_NOT_HONOUR("05"),
  INVALID_TRANSACTION("12"),
  INVALID_AMOUNT("13"),
  NO_SUCH_CARD("14"),
  NO_SUCH_RECORD("25"),
  INSUFFICIENT_FUNDS("51"),
  EXPIRED_CARD("54"),
  TRIES_EXCEEDED("75"),
  CODE_WRONG("82"),
  ISSUER_UNAVAILABLE("91");

  private final String value;

  ResponseCode(String value) {
    this.value = value;
  }

  public String value() {
    return value;
  }
}
