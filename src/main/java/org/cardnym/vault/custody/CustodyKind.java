package org.cardnym.vault.custody;

import java.util.Locale;

/** The ways to keep a root key that this vault knows. */
public enum CustodyKind {
  /** No root key is configured. */
  NONE,
  /** One file and one passphrase open it: whoever has both. */
  PASSPHRASE,
  /** Several of its custodians open it together. */
  SHARES,

  /** It never leaves a hardware token, which opens for whoever has it and its PIN. */
  PKCS11;

  /** True where the vault opens it when it starts; else people do. */
  public boolean opensByItself() {
    return this == PASSPHRASE || this == PKCS11;
  }

  /** Its name in answers and in the trail. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
