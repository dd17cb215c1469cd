/**
 * The bank's own secrets and the vault's pinned public keys. A key is found by its pinned {@code
 * kid} and in no other way; private parts stay in here.
 */
@NullMarked
package org.cardnym.bank.keys;

import org.jspecify.annotations.NullMarked;
