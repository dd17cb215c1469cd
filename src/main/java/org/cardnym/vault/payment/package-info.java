/**
 * A payment from its creation to its one outcome: states, idempotency, the pipeline that holds,
 * intends and sends. Never sees a card number.
 */
@NullMarked
package org.cardnym.vault.payment;

import org.jspecify.annotations.NullMarked;
