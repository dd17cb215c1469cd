package org.cardnym.vault.card;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.cardnym.vault.keys.WrappedRows;

/** The cards' data keys, as the walk that wraps them anew finds them. */
final class CardKeyRows {
  CardKeyRows() {}

  @Produces
  @Singleton
  static WrappedRows rows() {
    return new WrappedRows(
        CardRow.class, List.of("payer_id", "card_id"), id -> new CardRow.Key(id.get(0), id.get(1)));
  }
}
