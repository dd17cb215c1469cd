package org.cardnym.vault.notice;

/** How a notice travels. Each channel is sent for itself, so one that hangs holds up no other. */
enum Channel {
  MAIL,
  /** A text message, where the operator has turned them on. */
  TEXT
}
