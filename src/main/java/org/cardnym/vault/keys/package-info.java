/**
 * Root key, keysets, envelopes, index values and row integrity; the only room that knows Tink.
 * Knows no cards and no payments.
 */
@NullMarked
package org.cardnym.vault.keys;

import org.jspecify.annotations.NullMarked;
