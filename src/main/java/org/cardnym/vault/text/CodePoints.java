package org.cardnym.vault.text;

/** Which characters a text from outside may hold, by their general category (UAX 44). */
public final class CodePoints {
  private CodePoints() {}

  /**
   * False for controls, marks that could turn a line's direction, ends of lines, halves of a pair
   * and what no standard gives a meaning.
   */
  public static boolean printable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  /** True for what is printable, no space but the plain one, and nothing like markup. */
  public static boolean plain(int point) {
    boolean oddSpace = Character.getType(point) == Character.SPACE_SEPARATOR && point != ' ';
    return printable(point) && !oddSpace && point != '<' && point != '>';
  }
}
