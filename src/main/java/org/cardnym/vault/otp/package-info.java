/**
 * A payer's one-time passwords from an authenticator app (RFC 6238). Counts no tries and knows no
 * payments.
 */
@NullMarked
package org.cardnym.vault.otp;

import org.jspecify.annotations.NullMarked;
