package org.cardnym.vault.payer;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.cardnym.vault.keys.WrappedRows;

/** The payers' data keys, as the walk that wraps them anew finds them. */
final class PayerKeyRows {
  PayerKeyRows() {}

  @Produces
  @Singleton
  static WrappedRows rows() {
    return new WrappedRows(PayerKeyRow.class, List.of("payer_id"), List::getFirst);
  }
}
