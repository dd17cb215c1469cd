package org.cardnym.admin.terminal;

import java.util.Locale;

/** How one line of a list of checks ended. */
public enum Mark {
  OK,
  /** It works, and somebody should look at it. */
  WARNING,
  FAILS,
  /** It was not looked at, since something before it fails. */
  SKIPPED;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  String painted(Ink ink) {
    return switch (this) {
      case WARNING -> ink.warning(toString());
      case FAILS -> ink.failure(toString());
      case OK, SKIPPED -> toString();
    };
  }
}
