/**
 * The card: its number's way in, its sealed record, its spending limits and holds, what its payer
 * has set; the only door to plaintext. Never hands plaintext to anything but a function that seals
 * it, and never prints, logs or stores it.
 */
@NullMarked
package org.cardnym.vault.card;

import org.jspecify.annotations.NullMarked;
