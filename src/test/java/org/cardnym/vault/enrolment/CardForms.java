package org.cardnym.vault.enrolment;

/** The card form as the page's script sends it. */
public final class CardForms {
  public static final String VISA = "4111111111111111";

  private CardForms() {}

  public static String of(String number, String code) {
    return of(number, code, "2039-11");
  }

  static String of(String number, String code, String expiry) {
    return """
    {"number":"%s","holderName":"Ada Example","expiry":"%s","gender":"female","verificationCode":"%s",\
    "limit":{"currency":"EUR","perPayment":50000,"perDay":100000}}\
    """
        .formatted(number, expiry, code);
  }
}
