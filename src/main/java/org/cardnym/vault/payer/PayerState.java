package org.cardnym.vault.payer;

/** The life of a payer. */
public enum PayerState {
  /** Registers; can't pay; is forgotten when it stops for 15 minutes. */
  PENDING,
  /** Can pay. */
  ACTIVE,
  /** Stopped by an operator. */
  LOCKED,
  /** Stands in for every name that nobody holds; can never succeed. */
  DECOY,
  /** The person is gone, and the data key with it. */
  ERASED
}
