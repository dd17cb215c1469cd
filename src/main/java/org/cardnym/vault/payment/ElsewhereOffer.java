package org.cardnym.vault.payment;

import org.cardnym.vault.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a browser that did not begin a payment is told before it has gone on with it.
 *
 * @param merchant the shop's display name
 * @param amount what may be paid here, or null where the payment can't be paid here
 */
public record ElsewhereOffer(String merchant, @Nullable Money amount) {}
