package org.cardnym.vault.payer;

import java.util.UUID;

/**
 * Something whose rows outlive a payer, as those of payments do, and must not lead to the person
 * any more.
 */
public interface LastTraces {
  /**
   * Takes out what leads to one who has left, in transactions of its own, before the data key goes;
   * running it again does nothing. A row that does not check stays, and has raised its alarm;
   * whatever else fails is thrown, so that nobody is erased before it was done.
   */
  void erase(UUID payerId);
}
