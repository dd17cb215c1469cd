package org.cardnym.vault.enrolment;

import java.util.Locale;

/** What a registration asks for next. */
enum Step {
  CONTACT,
  CONFIRM,
  ALIAS,
  PASSWORD,
  OTP,
  CARD;

  /** The name on the wire, for instance {@code password}. */
  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
