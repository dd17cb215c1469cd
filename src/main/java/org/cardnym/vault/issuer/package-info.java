/**
 * Issuing banks: who they are, their keys and routes, and the sealed exchanges with them, repeated
 * and reversed until one outcome stands. Keeps no card and no sealed message; sees a card only
 * inside the function that seals it.
 */
@NullMarked
package org.cardnym.vault.issuer;

import org.jspecify.annotations.NullMarked;
