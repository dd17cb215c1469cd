package org.cardnym.bench.stack;

/**
 * A registered payer.
 *
 * @param totpSecret base32
 * @param firstStep the last time step whose code is used already
 * @param manner what the bank does with their card
 */
public record Enrolled(
    String alias, String password, String totpSecret, long firstStep, Manner manner) {

  /** The reference bank's test cards. */
  public enum Manner {
    APPROVES("4111111111111111"),
    NO_MONEY("5105105105105100"),
    SLOW("3530111333300000"),
    SILENT("3566002020360505"),
    GARBAGE("6011000990139424"),
    UNSIGNED("30569309025904");

    private final String number;

    Manner(String number) {
      this.number = number;
    }

    String number() {
      return number;
    }
  }

  @Override
  public String toString() {
    return "Enrolled[" + alias + "]";
  }
}
