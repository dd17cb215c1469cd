package org.cardnym.admin.merchant;

import java.util.Locale;

/** How a webhook is signed. */
enum SignatureKind {
  ED25519,
  HMAC,
  BOTH;

  /** As the vault names it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
