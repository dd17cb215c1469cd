package org.cardnym.vault.enrolment;

/** A name that its owner knows again, and nobody else can tell: one or two of its letters. */
final class MaskedName {
  /** The last letter is shown only of names that are no shorter. */
  private static final int LONG = 6;

  private static final String HIDDEN = "…";

  private MaskedName() {}

  static String of(String name) {
    String first = Character.toString(name.codePointAt(0));
    boolean both = name.codePointCount(0, name.length()) >= LONG;
    return first + HIDDEN + (both ? Character.toString(name.codePointBefore(name.length())) : "");
  }
}
