package org.cardnym.e2e;

import org.jspecify.annotations.Nullable;

/**
 * One verb of {@code vault-admin} and what is true of it; words may name {@link VerbProps} in
 * braces.
 *
 * @param name the command's words, such as {@code banks routes add}
 * @param words its arguments where it succeeds
 * @param shows something its table shows then
 * @param member a JSON pointer that its JSON has then; null for verbs that read nothing
 * @param value what stands there, or empty for anything
 */
record Verb(
    String name,
    String words,
    String shows,
    @Nullable String member,
    String value,
    Refusal refusal) {

  /**
   * How it is refused.
   *
   * @param byRole the same words by a machine that is no operator; else {@code words}
   * @param says the code, or a sentence where no code is shown
   */
  record Refusal(boolean byRole, String words, int exit, String says) {}

  static Verb of(String name, String words) {
    return new Verb(name, words, "", null, "", role());
  }

  Verb shows(String text) {
    return new Verb(name, words, text, member, value, refusal);
  }

  Verb json(String pointer, String expected) {
    return new Verb(name, words, shows, pointer, expected, refusal);
  }

  /** The vault, or this command, says no to these words. */
  Verb refuses(String otherWords, int exit, String says) {
    Refusal other = new Refusal(false, otherWords, exit, says);
    return new Verb(name, words, shows, member, value, other);
  }

  /** A caller without the role is told so, in these words. */
  Verb refusesStrangers(String says) {
    return new Verb(name, words, shows, member, value, new Refusal(true, "", 3, says));
  }

  private static Refusal role() {
    return new Refusal(true, "", 3, "code: forbidden (HTTP 403)");
  }

  @Override
  public String toString() {
    return name;
  }
}
