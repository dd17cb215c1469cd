package org.cardnym.vault.issuer;

/**
 * Implemented by whoever intends exchanges, and called in the transaction that settles one: both
 * move or neither.
 */
public interface ExchangeSettled {
  boolean handles(Kind kind);

  /** Called once for each step; must not wait for anything but the database. */
  void settled(Settled settled);
}
