/**
 * The shops: who they are, which origins are theirs, and which of them a token speaks for. Knows no
 * payer and no card.
 */
@NullMarked
package org.cardnym.vault.merchant;

import org.jspecify.annotations.NullMarked;
