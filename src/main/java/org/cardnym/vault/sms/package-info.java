/**
 * Payers' mobile numbers, and the codes by text message that show somebody holds one: to add it,
 * and for one act each. Knows no payments, counts no tries of proofs, and does nothing unless the
 * operator has turned text messages on.
 */
@NullMarked
package org.cardnym.vault.sms;

import org.jspecify.annotations.NullMarked;
