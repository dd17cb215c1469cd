/**
 * How a transmission is refused: one exception, one table of codes. Nothing here may carry a part
 * of the refused message.
 */
@NullMarked
package org.cardnym.bank.refusal;

import org.jspecify.annotations.NullMarked;
