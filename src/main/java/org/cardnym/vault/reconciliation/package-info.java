/**
 * Compares the vault's books with each bank's, a day at a time, and undoes what a bank approved and
 * the vault never counted. Sees no card; decides about no payment.
 */
@NullMarked
package org.cardnym.vault.reconciliation;

import org.jspecify.annotations.NullMarked;
