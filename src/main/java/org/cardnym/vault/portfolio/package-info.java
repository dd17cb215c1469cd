/**
 * Cards that go from one bank to another: asked for, signed by two people elsewhere, then taken
 * card by card by every replica. Opens no card itself; room {@code card} does.
 */
@NullMarked
package org.cardnym.vault.portfolio;

import org.jspecify.annotations.NullMarked;
