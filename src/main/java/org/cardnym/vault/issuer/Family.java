package org.cardnym.vault.issuer;

/**
 * The family of rows that an exchange belongs to: of the payment or of the payer that it is for.
 */
public enum Family {
  PAYMENT,
  PAYER,
  /**
   * Of a bank's own record, which no payment and no payer of the vault is behind: nobody is told of
   * it.
   */
  RECORD
}
