package org.cardnym.vault.web;

/**
 * The few ways in which a page says no: a person needs to know what to do, not which code it was.
 */
enum ProblemPage {
  NOTHING,
  REFUSED,
  TOO_OFTEN,
  BUSY,
  BROKEN;

  static ProblemPage of(int status) {
    return switch (status) {
      case 404, 405, 410 -> NOTHING;
      case 429 -> TOO_OFTEN;
      case 503 -> BUSY;
      default -> status < 500 ? REFUSED : BROKEN;
    };
  }
}
