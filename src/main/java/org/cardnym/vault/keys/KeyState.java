package org.cardnym.vault.keys;

import java.util.Locale;

/** The life of one key version. */
public enum KeyState {
  /** Opens, and makes nothing yet: not every replica may have it. */
  ADDED,
  /** Seals and opens. */
  PRIMARY,
  /** Opens only; closed for wrapping. */
  CLOSED,
  /** No row needs it and no replica uses it; it stands in the keyset still. */
  RETIRED,
  /** Gone from the keyset. */
  DESTROYED;

  /** As operators read it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
