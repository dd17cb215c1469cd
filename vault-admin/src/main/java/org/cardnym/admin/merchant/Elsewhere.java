package org.cardnym.admin.merchant;

import java.util.Locale;

/** What becomes of a payment in a browser that did not begin it. */
enum Elsewhere {
  REFUSE,
  PASSKEY;

  /** As the vault names it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
