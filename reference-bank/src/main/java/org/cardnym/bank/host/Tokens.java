package org.cardnym.bank.host;

import java.security.SecureRandom;

/** Approval codes and references: random, of capital letters and digits. */
final class Tokens {

  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int APPROVAL_CODE = 6;
  private static final int REFERENCE = 26;

  private final SecureRandom random = new SecureRandom();

  /** Six characters, as ISO 8583 data element 38. */
  String approvalCode() {
    return token(APPROVAL_CODE);
  }

  /** 130 random bits. */
  String reference() {
    return token(REFERENCE);
  }

  private String token(int length) {
    StringBuilder token = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      token.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return token.toString();
  }
}
