package org.cardnym.vault.reconciliation;

/** Whether somebody still has to look at a difference. */
public enum DifferenceState {
  OPEN,
  /** It is gone, undone, or explained by an operator. */
  SETTLED
}
