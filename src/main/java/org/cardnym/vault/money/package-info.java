/** Amounts in minor units and their currencies. No arithmetic that can overflow unseen. */
@NullMarked
package org.cardnym.vault.money;

import org.jspecify.annotations.NullMarked;
