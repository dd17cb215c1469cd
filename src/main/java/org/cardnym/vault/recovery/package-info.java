/**
 * Recovery codes: ten that a payer keeps on paper for the day the authenticator app is lost or the
 * password forgotten, each used once. Counts no tries, and changes no other proof.
 */
@NullMarked
package org.cardnym.vault.recovery;

import org.jspecify.annotations.NullMarked;
