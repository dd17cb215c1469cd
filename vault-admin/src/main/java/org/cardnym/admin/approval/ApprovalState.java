package org.cardnym.admin.approval;

import java.util.Locale;

/** Where a request stands. */
enum ApprovalState {
  WAITING,
  /** Two have signed, and it was carried out. */
  DONE,
  REJECTED,
  EXPIRED,
  /** Two have signed, and the vault could not carry it out any more. */
  REFUSED;

  /** As the vault names it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
