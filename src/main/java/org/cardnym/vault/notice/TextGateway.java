package org.cardnym.vault.notice;

import java.util.UUID;

/** Takes text messages for mobile numbers. */
interface TextGateway {
  /**
   * Hands one message over; the same identifier at every try, so that one that came twice is sent
   * once. Blocks until it is taken.
   *
   * @param to a number of E.164, with its plus
   * @return false if this message will never be taken, so that trying again is no use
   * @throws TextNotTaken if it was not taken now, or nobody knows
   */
  boolean take(UUID id, String to, String text);
}
