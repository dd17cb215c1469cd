/**
 * Browsers: sessions of the vault's pages, the browser a payment is bound to, browsers that have
 * paid. Proves nobody.
 */
@NullMarked
package org.cardnym.vault.session;

import org.jspecify.annotations.NullMarked;
