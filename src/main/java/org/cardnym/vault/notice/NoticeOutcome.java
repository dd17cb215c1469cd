package org.cardnym.vault.notice;

import java.util.Locale;

/** What a try to send a mail came to. */
enum NoticeOutcome {
  SENT,
  /** It is tried again. */
  FAILED,
  /** It had become worthless. */
  GIVEN_UP,
  /** Nobody wants it. */
  DROPPED,
  /** Too many of its kind came to this payer today; the last one that was sent said so. */
  HELD_BACK;

  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
