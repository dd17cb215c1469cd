package org.cardnym.vault.alias;

import java.util.Optional;
import java.util.UUID;

/**
 * Opens the name that a payer holds, for its index values to be made anew; the room with the payers
 * offers it.
 */
public interface HeldNames {
  /**
   * The name as its owner typed it, if there is one.
   *
   * @throws org.cardnym.vault.refusal.Refusal NOT_FOUND without such a payer, ROW_REFUSED
   */
  Optional<String> typed(UUID payerId);
}
