package org.cardnym.admin.terminal;

import java.util.Locale;

/**
 * Makes the text of others safe to show on a terminal: control characters could command it,
 * direction and invisible format characters could make it lie (UTS 55; CVE-2021-42574), so they are
 * shown by their code point, like {@code u{202E}} after a backslash.
 */
public final class PlainText {
  /** UTF-16 units of one piece of text that are shown at most. */
  static final int LONGEST = 4_000;

  private PlainText() {}

  /** The text on one line, without hidden characters, cut where it is overlong. */
  public static String of(String untrusted) {
    StringBuilder shown = new StringBuilder(untrusted.length());
    untrusted
        .codePoints()
        .limit(LONGEST)
        .forEach(c -> {
          if (isHidden(c)) {
            shown.append(String.format(Locale.ROOT, "\\u{%X}", c));
          } else {
            shown.appendCodePoint(c);
          }
        });
    return untrusted.length() > LONGEST ? shown + "…" : shown.toString();
  }

  /** Whether a terminal might obey, drop or reorder around this code point. */
  static boolean isHidden(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
