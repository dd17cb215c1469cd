/**
 * The shops: who they are, which origins are theirs, which of them a token speaks for; where they
 * hear of events, and the deliveries. Knows no payer, no payment and no card.
 */
@NullMarked
package org.cardnym.vault.merchant;

import org.jspecify.annotations.NullMarked;
