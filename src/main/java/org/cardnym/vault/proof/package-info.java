/**
 * What a payment needs as proof of identity, the judging of all proofs together, and the evidence
 * that a bank is shown. Knows no banks and no cards.
 */
@NullMarked
package org.cardnym.vault.proof;

import org.jspecify.annotations.NullMarked;
