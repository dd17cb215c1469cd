package org.cardnym.admin.webhook;

import java.util.Locale;

/** Where a delivery stands. */
enum DeliveryState {
  WAITING,
  DELIVERED,
  /** Given up, and kept. */
  DEAD;

  /** As the vault names it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
