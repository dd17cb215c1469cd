package org.cardnym.vault.reconciliation;

import io.quarkus.narayana.jta.QuarkusTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * Reads guarded rows all at once, and where one of them is refused, which ends its transaction,
 * each in one of its own: the others must not be hidden by it.
 */
final class Singly {
  private Singly() {}

  static <T> List<T> read(
      Supplier<List<T>> all, Supplier<List<UUID>> ids, Function<UUID, Optional<T>> one) {
    try {
      return QuarkusTransaction.requiringNew().call(all::get);
    } catch (Refusal refused) {
      requireRow(refused);
    }
    var read = new ArrayList<T>();
    for (UUID id : QuarkusTransaction.requiringNew().call(ids::get)) {
      try {
        QuarkusTransaction.requiringNew().call(() -> one.apply(id)).ifPresent(read::add);
      } catch (Refusal refused) {
        requireRow(refused);
      }
    }
    return read;
  }

  /** Throws it again unless it says that a row is not the vault's own. */
  static void requireRow(Refusal refused) {
    if (refused.code() != ErrorCode.ROW_REFUSED) {
      throw refused;
    }
  }
}
