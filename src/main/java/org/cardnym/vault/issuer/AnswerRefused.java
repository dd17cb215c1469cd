package org.cardnym.vault.issuer;

import java.util.Locale;

/** Why what came back is no answer; it never carries what came back. */
final class AnswerRefused extends Exception {
  private static final long serialVersionUID = 1L;

  /** The first check that failed. */
  enum Reason {
    HTTP,
    SHAPE,
    HEADER,
    KEY,
    SIGNATURE,
    PARTIES,
    TIME,
    MESSAGE,
    DECISION;

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Reason reason;

  AnswerRefused(Reason reason) {
    super(reason.wire(), null, false, false);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
