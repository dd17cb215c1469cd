/**
 * Card data as values that do not print. Clear digits leave this package by {@link
 * org.cardnym.bank.card.Pan#digits} and its siblings only, and must never reach a log line or a
 * column.
 */
@NullMarked
package org.cardnym.bank.card;

import org.jspecify.annotations.NullMarked;
