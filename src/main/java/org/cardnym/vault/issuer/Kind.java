package org.cardnym.vault.issuer;

import java.util.Locale;

/** The kinds of message of docs/issuer-protocol.md §4. */
public enum Kind {
  AUTHORIZATION,
  VERIFICATION,
  VERIFICATION_CODE,
  REVERSAL,
  REFUND,
  HOLDER_NOTICE,
  ECHO,
  RECONCILIATION;

  /** The member {@code kind} on the wire, for instance {@code verification-code}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** True for a kind that carries a card. */
  boolean carriesCard() {
    return this == AUTHORIZATION || this == VERIFICATION;
  }

  /**
   * True for a kind that must come to an end even where the bank is suspended, for it gives money
   * back that the bank has taken, or warns whose card it is: repeated until the bank has answered,
   * for as long as it takes.
   */
  boolean mustEnd() {
    return givesBack() || this == HOLDER_NOTICE;
  }

  /** True for a kind that gives money back. */
  boolean givesBack() {
    return this == REVERSAL || this == REFUND;
  }

  /** True for a kind to which a bank can't say no. */
  boolean onlyAcknowledged() {
    return this == REVERSAL || this == HOLDER_NOTICE || asks();
  }

  /** True for a kind that is about a payment, which is its family. */
  boolean ofPayment() {
    return this == AUTHORIZATION || givesBack();
  }

  /**
   * True for a kind that moves no money and carries no card: no exchange is kept of it, and a bank
   * is asked whatever its state.
   */
  boolean asks() {
    return this == ECHO || this == RECONCILIATION;
  }

  /** True for a kind with something in it that is typed once and kept nowhere. */
  boolean once() {
    return this == VERIFICATION || this == VERIFICATION_CODE;
  }
}
