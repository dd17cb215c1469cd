package org.cardnym.vault.reconciliation;

/** Where a run stands. */
public enum RunState {
  RUNNING,
  /** Both books were walked to their end. */
  FINISHED,
  /** The bank did not answer for a day. */
  FAILED
}
