package org.cardnym.vault.custody;

import java.util.Locale;

/** The ways to keep a root key that this vault knows. */
public enum CustodyKind {
  /** No root key is configured. */
  NONE,
  /** One file and one passphrase open it: whoever has both. */
  PASSPHRASE,
  /** Several of its custodians open it together. */
  SHARES;

  /** Its name in answers and in the trail. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
