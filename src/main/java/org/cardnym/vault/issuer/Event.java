package org.cardnym.vault.issuer;

/** What can happen to an exchange. */
enum Event {
  /** Somebody who holds all that it takes wants to transmit. */
  TRY,
  /** It is due, and what was typed for it is gone. */
  LEFT,
  /** The bank's signed decisions. */
  APPROVED,
  DECLINED,
  CODE_REQUIRED,
  ACKNOWLEDGED,
  /** It failed before the first byte was handed to TLS; another try may do. */
  NOT_SENT,
  /** It can't be made, nor will it later: its card or its bank's key is not to be had. */
  UNSENDABLE,
  /** It may have arrived; nothing that counts as an answer came. */
  UNKNOWN
}
