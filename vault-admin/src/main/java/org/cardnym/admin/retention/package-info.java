/** How long the vault keeps what it may forget. */
@NullMarked
package org.cardnym.admin.retention;

import org.jspecify.annotations.NullMarked;
