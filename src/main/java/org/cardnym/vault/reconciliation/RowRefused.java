package org.cardnym.vault.reconciliation;

import java.util.UUID;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** A step met a row that is not the vault's own; its transaction is lost. */
final class RowRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final @Nullable UUID message;

  private RowRefused(@Nullable UUID message, Refusal refused) {
    super(refused);
    this.message = message;
  }

  /** The message that needed the row; null where it was one of several. */
  @Nullable UUID message() {
    return message;
  }

  /** Does what needs rows of this message, or of several where it is null. */
  static void at(@Nullable UUID message, Runnable work) {
    try {
      work.run();
    } catch (Refusal refused) {
      Singly.requireRow(refused);
      throw new RowRefused(message, refused);
    }
  }
}
