package org.cardnym.vault.issuer;

/**
 * The family of rows that an exchange belongs to: of the payment or of the payer that it is for.
 */
public enum Family {
  PAYMENT,
  PAYER
}
