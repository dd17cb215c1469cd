package org.cardnym.sandbox.payer;

/** One of the schemes' public test cards with what the reference bank expects of its holder. */
public record DemoCard(String number, String expiry, String holderName, String verificationCode) {
  /** A bank's one-time code that the reference bank publishes for its public test cards. */
  static final String BANK_CODE = "246810";

  /** The card of the demo payer: the bank asks its customer, so that the card becomes active. */
  public static final DemoCard APPROVED =
      new DemoCard("4111111111111111", "2029-11", "Sunny Otter", "123");

  @Override
  public String toString() {
    return "DemoCard";
  }
}
