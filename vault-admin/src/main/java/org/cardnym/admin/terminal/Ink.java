package org.cardnym.admin.terminal;

/** Colours of one output; plain wherever no person looks on. */
public enum Ink {
  PLAIN,
  COLOUR;

  String strong(String text) {
    return paint("1", text);
  }

  String warning(String text) {
    return paint("33;1", text);
  }

  String failure(String text) {
    return paint("31;1", text);
  }

  /** ECMA-48 select graphic rendition. */
  private String paint(String rendition, String text) {
    return this == PLAIN ? text : "\u001b[" + rendition + "m" + text + "\u001b[0m";
  }
}
