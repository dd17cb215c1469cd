/** Upgrades the vault while payments run, and says what it cost them. */
@NullMarked
package org.cardnym.bench.upgrade;

import org.jspecify.annotations.NullMarked;
