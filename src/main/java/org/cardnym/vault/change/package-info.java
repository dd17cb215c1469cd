/**
 * The changes that two people sign, a class each: what it is in words, what it depends on, making
 * it by the room that it belongs to.
 */
@NullMarked
package org.cardnym.vault.change;

import org.jspecify.annotations.NullMarked;
