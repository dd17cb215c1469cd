package org.cardnym.vault.issuer;

/** Where an exchange stands. */
enum ExchangeState {
  /** Committed; nothing was sent yet. */
  INTENDED,
  /** A transmission has begun, and may have reached the bank if nothing else is heard of it. */
  SENDING,
  /** The last transmission ended without an outcome. */
  WAITING,
  /** An authorization that is being undone by a reversal of its own message id. */
  REVERSING,
  /** Nothing is left to do. */
  CLOSED;

  /** True where the exchange itself still has something to do, and so a time when it is due. */
  boolean open() {
    return this != REVERSING && this != CLOSED;
  }
}
