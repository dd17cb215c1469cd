/**
 * The hosted payment page: bound to one browser, opened by the shop, served to nobody else. Decides
 * nothing about money.
 */
@NullMarked
package org.cardnym.vault.checkout;

import org.jspecify.annotations.NullMarked;
