package org.cardnym.vault.issuer;

/** Knows for each transmission who lends what it lacks. */
@FunctionalInterface
interface Lenders {
  Lender of(Transmission transmission);
}
