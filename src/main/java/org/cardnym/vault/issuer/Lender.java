package org.cardnym.vault.issuer;

/** Brings what a message lacks to the code that seals it. */
@FunctionalInterface
interface Lender {
  byte[] lend(CardSealing sealing);
}
