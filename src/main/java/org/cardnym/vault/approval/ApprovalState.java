package org.cardnym.vault.approval;

import java.util.Locale;

/** Where a request stands. */
public enum ApprovalState {
  WAITING,
  /** Two people have signed, and the change is made. */
  DONE,
  REJECTED,
  /** Nobody signed in time. */
  EXPIRED,
  /** Signed by two, but what it depended on had changed, or it could not be made. */
  REFUSED;

  /** The name on the wire, for instance {@code waiting}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
