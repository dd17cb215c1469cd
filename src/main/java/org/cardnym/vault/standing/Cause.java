package org.cardnym.vault.standing;

import java.util.Locale;

/** Why a recovery began; the wire form is stable. */
public enum Cause {
  /**
   * An operator's word for a restore that the vault had not heard of: {@code
   * cardnym.recovery.word}.
   */
  WORD,
  /** The database lacks a head of the trail that was kept outside of it. */
  HEADS,
  /** The database lies elsewhere than it did, and no kept head shows that it is whole. */
  PLACE,
  /** An operator has said so while the vault ran. */
  OPERATOR;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
