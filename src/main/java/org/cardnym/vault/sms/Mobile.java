package org.cardnym.vault.sms;

import java.time.Instant;

/**
 * A payer's number as pages show it: by its last digits. Does not print.
 *
 * @param confirmedAt when a code that was sent to it came back
 */
public record Mobile(String end, Instant confirmedAt) {
  @Override
  public String toString() {
    return "Mobile";
  }
}
