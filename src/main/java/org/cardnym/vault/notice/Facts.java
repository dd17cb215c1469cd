package org.cardnym.vault.notice;

import java.util.Map;
import java.util.TreeMap;

/** Makes what a notice tells harmless: plain, short text in one line. */
final class Facts {
  /** Code points that a fact may have. */
  static final int MAX_LENGTH = 120;

  private Facts() {}

  static Map<String, String> plain(Map<String, String> facts) {
    var plain = new TreeMap<String, String>();
    facts.forEach((name, text) -> plain.put(name, plain(text)));
    return plain;
  }

  private static String plain(String text) {
    // Separators of any kind, control and format characters (direction marks among them), private
    // use, lone surrogates.
    String clean = text.replaceAll("[\\p{Z}\\p{C}]+", " ").strip();
    int length = clean.codePointCount(0, clean.length());
    return length <= MAX_LENGTH
        ? clean
        : clean.substring(0, clean.offsetByCodePoints(0, MAX_LENGTH));
  }
}
