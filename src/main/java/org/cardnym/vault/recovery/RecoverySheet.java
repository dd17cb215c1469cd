package org.cardnym.vault.recovery;

import java.util.List;

/** A payer's new codes, to be shown once. Does not print. */
public final class RecoverySheet {
  private final List<String> codes;

  RecoverySheet(List<String> codes) {
    this.codes = List.copyOf(codes);
  }

  /** Ten, as they are to be kept. */
  public List<String> codes() {
    return codes;
  }

  @Override
  public String toString() {
    return "RecoverySheet";
  }
}
