package org.cardnym.vault.biometric;

import java.time.Instant;

/**
 * What an ID token must be for.
 *
 * @param nonce that was sent with the request
 * @param begunAt when the request was made
 */
record Expected(Provider provider, String nonce, Instant begunAt) {}
