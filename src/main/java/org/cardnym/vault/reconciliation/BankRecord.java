package org.cardnym.vault.reconciliation;

import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.issuer.Kind;

/**
 * One line of a bank's books (docs/issuer-protocol.md §4).
 *
 * @param payment as on the wire
 * @param value minor units
 * @param approved true where it was approved or acknowledged
 * @param time when the bank decided, by its clock
 */
record BankRecord(
    UUID messageId,
    Kind kind,
    String payment,
    long value,
    String currency,
    boolean approved,
    String responseCode,
    Instant time) {

  /** The bank's decision as it stands in its answers. */
  String decision() {
    return kind == Kind.REVERSAL ? "acknowledged" : approved ? "approved" : "declined";
  }
}
