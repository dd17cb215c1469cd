package org.cardnym.vault.payer;

import java.util.Locale;

/** The life of a payer. */
public enum PayerState {
  /** Registers; can't pay; is forgotten when it stops for 15 minutes. */
  PENDING,
  /** Was moved in by its bank; can do nothing until the person has chosen proofs. */
  IMPORTED,
  /** Can pay. */
  ACTIVE,
  /** Stopped by an operator: can neither pay nor sign in until one lifts it. */
  LOCKED,
  /** Has left: can do nothing any more; erased once the last mail is sent. */
  LEAVING,
  /** Stands in for every name that nobody holds; can never succeed. */
  DECOY,
  /** The person is gone, and the data key with it. */
  ERASED;

  /** The name on the wire, for instance {@code active}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
