package org.cardnym.vault.merchant;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.cardnym.vault.keys.WrappedRows;

/** The shops' data keys, as the walk that wraps them anew finds them. */
final class MerchantKeyRows {
  MerchantKeyRows() {}

  @Produces
  @Singleton
  static WrappedRows rows() {
    return new WrappedRows(MerchantRow.class, List.of("merchant_id"), List::getFirst);
  }
}
