package org.cardnym.vault.card;

/** How far a card has come. */
public enum CardState {
  /** Its bank has not agreed yet; removed after 15 minutes. */
  WAITING,
  /** The bank asked its holder, who agreed. */
  ACTIVE,
  /** The bank only compared data: policy caps what it may pay. */
  LIMITED;

  boolean usable() {
    return this != WAITING;
  }
}
