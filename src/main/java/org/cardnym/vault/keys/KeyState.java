package org.cardnym.vault.keys;

/** The life of one key version. */
public enum KeyState {
  /** Seals and opens. */
  PRIMARY,
  /** Opens only; closed for wrapping. */
  CLOSED,
  /** No row needs it any more. */
  RETIRED,
  /** Gone from the keyset. */
  DESTROYED
}
