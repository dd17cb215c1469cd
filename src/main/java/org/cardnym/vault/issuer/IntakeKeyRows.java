package org.cardnym.vault.issuer;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.cardnym.vault.keys.WrappedRows;

/** The data keys of intake keys, as the walk that wraps them anew finds them. */
final class IntakeKeyRows {
  IntakeKeyRows() {}

  @Produces
  @Singleton
  static WrappedRows rows() {
    return new WrappedRows(IntakeKeyRow.class, List.of("key_id"), List::getFirst);
  }
}
