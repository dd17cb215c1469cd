package org.cardnym.vault.approval;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A change that two people must sign before it is made. */
public interface Act {
  /** Its stable name, for instance {@code payment.resolve}. */
  String kind();

  /**
   * What it would do to what stands now. Asked when it is requested, when each signer looks, and
   * once more, within the same transaction, when it runs.
   *
   * @param asked the change as it was requested, members that this act itself has written
   * @throws org.cardnym.vault.refusal.Refusal where it can't be made
   */
  Plan plan(ObjectNode asked);

  /**
   * Makes it, in the caller's transaction.
   *
   * @param by who signed, as the trail names them
   */
  void run(ObjectNode asked, String by);

  /**
   * True if it can be tried out when it is asked for, in a transaction that is rolled back, so that
   * what could never be made is refused at once. Only for what does nothing outside its rows.
   */
  default boolean rehearsed() {
    return false;
  }
}
