/** Looking at payments; there is no card to be seen. */
@NullMarked
package org.cardnym.admin.payment;

import org.jspecify.annotations.NullMarked;
