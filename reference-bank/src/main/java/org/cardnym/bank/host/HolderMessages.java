package org.cardnym.bank.host;

import org.cardnym.bank.card.SecretDigits;

/**
 * The bank's own way to its customer. This bank sends nothing: its code is the public test code
 * 246810.
 */
final class HolderMessages {

  private static final SecretDigits TEST_CODE = SecretDigits.of("246810", 6, 6);

  private HolderMessages() {}

  /**
   * Sends the holder a one-time code. A production bank makes a random one and sends it to a number
   * it knows.
   */
  static SecretDigits send() {
    return TEST_CODE;
  }
}
