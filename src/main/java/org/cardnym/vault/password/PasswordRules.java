package org.cardnym.vault.password;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * Which passwords may be set (SP 800-63B-4 §3.1.1.2): length and guessability decide, never
 * composition. Eight code points are enough because a password is never the only proof.
 */
final class PasswordRules {
  static final int MIN_LENGTH = 8;
  private static final int WORD = 4;
  private static final List<String> ALWAYS = List.of("cardnym");

  private PasswordRules() {}

  static void require(Password password, List<String> contextWords, Predicate<String> listed) {
    if (password.length() > Password.MAX_LENGTH) {
      throw new Refusal(ErrorCode.PASSWORD_TOO_LONG);
    }
    if (password.length() < MIN_LENGTH) {
      throw new Refusal(ErrorCode.PASSWORD_TOO_SHORT);
    }
    if (!password.fit()) {
      throw new Refusal(ErrorCode.PASSWORD_CHARACTERS);
    }
    String text = new String(password.utf8(), StandardCharsets.UTF_8);
    if (leansOnContext(text.toLowerCase(Locale.ROOT), contextWords)) {
      throw new Refusal(ErrorCode.PASSWORD_CONTEXT);
    }
    if (Guessable.test(text, listed)) {
      throw new Refusal(ErrorCode.PASSWORD_COMMON);
    }
  }

  /** True if, without the words that anybody would guess, too little is left. */
  private static boolean leansOnContext(String folded, List<String> contextWords) {
    String rest = folded;
    for (String word : words(contextWords)) {
      rest = rest.replace(word, "");
    }
    return rest.length() < folded.length() && rest.codePointCount(0, rest.length()) < MIN_LENGTH;
  }

  /** Each word whole and in its parts, the longest first. */
  private static List<String> words(List<String> contextWords) {
    return Stream.concat(ALWAYS.stream(), contextWords.stream())
        .map(word -> word.toLowerCase(Locale.ROOT))
        .flatMap(word ->
            Stream.concat(Stream.of(word), Arrays.stream(word.split("[^\\p{L}\\p{N}]+", -1))))
        .filter(word -> word.codePointCount(0, word.length()) >= WORD)
        .distinct()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
  }
}
