/**
 * The registered person: state, sealed contact and name, the data key. Proves nobody, sends
 * nothing, and sees no card.
 */
@NullMarked
package org.cardnym.vault.payer;

import org.jspecify.annotations.NullMarked;
