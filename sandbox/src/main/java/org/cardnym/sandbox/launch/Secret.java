package org.cardnym.sandbox.launch;

import java.security.SecureRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Random secrets: for machines, and for people who must type them. */
final class Secret {
  /** Without letters that are taken for one another. */
  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

  private static final SecureRandom RANDOM = new SecureRandom();

  private Secret() {}

  /** 158 bits, letters and digits. */
  static String token() {
    return letters(32);
  }

  /** 99 bits, in five groups. */
  static String phrase() {
    return Stream.generate(() -> letters(4)).limit(5).collect(Collectors.joining("-"));
  }

  private static String letters(int count) {
    StringBuilder text = new StringBuilder();
    RANDOM.ints(count, 0, LETTERS.length()).forEach(i -> text.append(LETTERS.charAt(i)));
    return text.toString();
  }
}
