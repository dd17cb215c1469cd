/**
 * A payer's passkeys (Web Authentication Level 3): registering them, and judging what they sign.
 * Counts no tries and knows no payments.
 */
@NullMarked
package org.cardnym.vault.passkey;

import org.jspecify.annotations.NullMarked;
