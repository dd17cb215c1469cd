/**
 * One-time codes by time (RFC 6238) as a person's phone makes them and as the provider judges them.
 */
@NullMarked
package org.cardnym.sandbox.otp;

import org.jspecify.annotations.NullMarked;
