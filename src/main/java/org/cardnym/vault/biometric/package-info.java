/**
 * Biometric tokens: an identity service that knows a person's finger, face, eyes or voice says, in
 * an OpenID Connect ID token made for one nonce, that they were checked. Sends a browser there,
 * fetches the token, judges it, and knows whose accounts are linked with whom. Counts no tries and
 * knows no payments.
 */
@NullMarked
package org.cardnym.vault.biometric;

import org.jspecify.annotations.NullMarked;
