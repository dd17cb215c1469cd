package org.cardnym.vault.card;

import java.util.List;

/**
 * The test numbers that card schemes and processors publish; they name no account. A sandbox takes
 * no others.
 */
final class TestNumbers {
  private static final List<String> PUBLIC =
      List.of(
          // Visa
          "4111111111111111",
          "4012888888881881",
          "4222222222222",
          // Mastercard
          "5555555555554444",
          "5105105105105100",
          "2223003122003222",
          // American Express
          "378282246310005",
          "371449635398431",
          "378734493671000",
          // Discover
          "6011111111111117",
          "6011000990139424",
          // Diners Club
          "30569309025904",
          "38520000023237",
          // JCB
          "3530111333300000",
          "3566002020360505");

  private TestNumbers() {}

  static boolean holds(Pan pan) {
    return PUBLIC.stream().anyMatch(pan::is);
  }
}
