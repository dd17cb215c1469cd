/**
 * A payer's password: its rules, its hash, and the judging of a try in a bounded pool. Counts no
 * tries and knows no payments.
 */
@NullMarked
package org.cardnym.vault.password;

import org.jspecify.annotations.NullMarked;
