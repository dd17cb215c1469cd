package org.cardnym.vault.notice;

/** A text message was not taken, and is tried again. Says why in a word, and nothing of it. */
final class TextNotTaken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TextNotTaken(String why) {
    super(why);
  }
}
