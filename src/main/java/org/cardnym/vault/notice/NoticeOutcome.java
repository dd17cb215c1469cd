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
  DROPPED;

  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
