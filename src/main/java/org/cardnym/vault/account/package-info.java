/**
 * What payers do by themselves after signing in: cards, limits, freezing, payments, export,
 * leaving. Proves nobody itself, and sees no card number.
 */
@NullMarked
package org.cardnym.vault.account;

import org.jspecify.annotations.NullMarked;
