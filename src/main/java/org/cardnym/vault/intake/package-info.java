/**
 * Customers whom their bank moves in by a file: each line sealed for the vault, the whole signed
 * for by two people, taken block by block. Sees no card, and makes no payer who could pay before
 * they have chosen proofs.
 */
@NullMarked
package org.cardnym.vault.intake;

import org.jspecify.annotations.NullMarked;
