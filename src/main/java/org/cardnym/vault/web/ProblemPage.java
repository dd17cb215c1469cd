package org.cardnym.vault.web;

import org.cardnym.vault.refusal.ErrorCode;

/**
 * The few ways in which a page says no: a person needs to know what to do, not which code it was.
 */
enum ProblemPage {
  NOTHING,
  REFUSED,
  TOO_OFTEN,
  BUSY,
  RECOVERING,
  BROKEN;

  static ProblemPage of(ErrorCode code, int status) {
    if (code == ErrorCode.RECOVERY) {
      return RECOVERING;
    }
    return switch (status) {
      case 404, 405, 410 -> NOTHING;
      case 429 -> TOO_OFTEN;
      case 503 -> BUSY;
      default -> status < 500 ? REFUSED : BROKEN;
    };
  }
}
