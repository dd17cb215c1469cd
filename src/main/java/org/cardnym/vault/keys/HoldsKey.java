package org.cardnym.vault.keys;

/**
 * A row with a wrapped data key. Such a row is changed only by who holds its lock since before it
 * was read, or not at all: a stale change would bring back a key that was wrapped anew meanwhile.
 */
public interface HoldsKey {
  WrappedKey wrappedKey();

  /** Puts the same data key in, wrapped anew. */
  void rewrapped(WrappedKey anew);

  /** What the wrapped key is bound to besides the KEK's version. */
  AssociatedData keyOwner();

  /** The row's identifier for an alarm: ids only. */
  String rowName();
}
