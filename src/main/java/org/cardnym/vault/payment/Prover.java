package org.cardnym.vault.payment;

import java.util.UUID;
import org.cardnym.vault.proof.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * Who proved a payment, and from where.
 *
 * @param browserId by which the browser is recognized from now on
 * @param newBrowser true if it has not paid for this name before
 */
record Prover(UUID payerId, @Nullable UUID browserId, boolean newBrowser, Evidence evidence) {
  void writeTo(PaymentRow payment) {
    payment.payerId = payerId;
    payment.browserId = browserId;
    payment.newBrowser = newBrowser;
  }
}
