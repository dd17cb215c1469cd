/**
 * How payers keep their own proofs: the browsers they pay in, where they are signed in, a new
 * password or authenticator, a mobile number. Judges no proof of a payment, and sees no card.
 */
@NullMarked
package org.cardnym.vault.security;

import org.jspecify.annotations.NullMarked;
