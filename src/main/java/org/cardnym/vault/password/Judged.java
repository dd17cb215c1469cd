package org.cardnym.vault.password;

import org.jspecify.annotations.Nullable;

/** What judging a password came to. Does not print. */
public final class Judged {
  private final boolean holds;
  private final byte @Nullable [] stale;

  private Judged(boolean holds, byte @Nullable [] stale) {
    this.holds = holds;
    this.stale = stale;
  }

  static Judged wrong() {
    return new Judged(false, null);
  }

  /** Right, by a hash as new ones are made. */
  static Judged right() {
    return new Judged(true, null);
  }

  /** Right, by a hash of another cost; {@code sealed} is what stands in its row. */
  static Judged rightByStale(byte[] sealed) {
    return new Judged(true, sealed);
  }

  /** True if it is the payer's password. */
  public boolean holds() {
    return holds;
  }

  byte @Nullable [] stale() {
    return stale;
  }

  @Override
  public String toString() {
    return "Judged";
  }
}
