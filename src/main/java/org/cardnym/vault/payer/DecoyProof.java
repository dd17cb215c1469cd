package org.cardnym.vault.payer;

import java.util.UUID;

/** A way to prove that unknown names must seem to have too. */
public interface DecoyProof {
  /**
   * Gives the decoy a proof that nobody can give, such as a random password, unless it has one.
   * Called at every start, by one replica at a time, in a transaction.
   */
  void prepare(UUID decoy);
}
