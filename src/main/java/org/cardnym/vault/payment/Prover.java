package org.cardnym.vault.payment;

import java.util.UUID;
import org.cardnym.vault.proof.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * Who proved a payment, and from where.
 *
 * @param browserId by which the browser is recognized from now on
 * @param newBrowser true if it has not paid for this name before
 * @param elsewhere true if it is not the one that began the payment
 */
record Prover(
    UUID payerId,
    @Nullable UUID browserId,
    boolean newBrowser,
    boolean elsewhere,
    Evidence evidence) {
  void writeTo(PaymentRow payment) {
    payment.payerId = payerId;
    payment.browserId = browserId;
    payment.newBrowser = newBrowser;
    payment.elsewhere = elsewhere;
  }

  /** As before anybody proved it. */
  static void clear(PaymentRow payment) {
    payment.payerId = null;
    payment.browserId = null;
    payment.newBrowser = false;
  }
}
