package org.cardnym.admin.bank;

import java.util.Locale;

/** What a bank's key is for (RFC 7517 section 4.2). */
enum KeyUse {
  /** The vault encrypts messages to it. */
  ENC,
  /** The bank signs its answers with it. */
  SIG;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
