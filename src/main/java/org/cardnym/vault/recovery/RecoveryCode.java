package org.cardnym.vault.recovery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Locale;

/**
 * One code: 80 random bits as sixteen letters of Crockford's base 32, in fours. So many bits need
 * no salt and no slow hash (SP 800-63B-4 §3.1.2.2).
 */
final class RecoveryCode {
  static final int HASH_SIZE = 32;

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LETTERS = 16;
  private static final int GROUP = 4;

  /** More than anybody types for sixteen letters. */
  private static final int MOST_TYPED = 64;

  private RecoveryCode() {}

  /** For instance {@code 7H2K-0QXM-PV4T-9ZBE}. */
  static String fresh() {
    var text = new StringBuilder();
    for (int i = 0; i < LETTERS; i++) {
      if (i > 0 && i % GROUP == 0) {
        text.append('-');
      }
      text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  /** SHA-256 of what was typed, however it is spaced, and whatever case and look-alikes it has. */
  static byte[] hash(String typed) {
    String plain = typed.length() > MOST_TYPED ? "" : typed.toUpperCase(Locale.ROOT);
    String letters =
        plain.replaceAll("[\\s\\p{Pd}]", "").replace('O', '0').replace('I', '1').replace('L', '1');
    try {
      return MessageDigest.getInstance("SHA-256").digest(letters.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A hash that no code is known to have. */
  static byte[] nobodys() {
    byte[] hash = new byte[HASH_SIZE];
    RANDOM.nextBytes(hash);
    return hash;
  }
}
