package org.cardnym.vault.trace;

import java.util.Locale;

/**
 * The allow-list of what a span may say; each is allowed in the log as well. What is not listed
 * here has no way into a span.
 */
enum Fact {
  PAYMENT,
  MESSAGE,
  BANK,
  MERCHANT,
  KIND,
  OUTCOME,
  REPEAT,
  CODE;

  /** The attribute's key, for instance {@code cardnym.payment}. */
  String key() {
    return "cardnym." + name().toLowerCase(Locale.ROOT);
  }
}
