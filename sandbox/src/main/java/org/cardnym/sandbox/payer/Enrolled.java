package org.cardnym.sandbox.payer;

/**
 * What an enrolment left.
 *
 * @param totpSecret of the payer's one-time codes, base32
 * @param phone the app that has used one code already
 * @param cardState {@code active} or {@code limited}
 */
public record Enrolled(String totpSecret, PhoneCodes phone, String cardState) {

  @Override
  public String toString() {
    return "Enrolled[" + cardState + "]";
  }
}
