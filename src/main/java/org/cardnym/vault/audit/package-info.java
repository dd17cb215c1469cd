/**
 * The tamper-evident trail: entries stand in the transaction they describe, batches are signed.
 * Never holds card data.
 */
@NullMarked
package org.cardnym.vault.audit;

import org.jspecify.annotations.NullMarked;
