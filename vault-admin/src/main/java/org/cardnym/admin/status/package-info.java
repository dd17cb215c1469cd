/** Whether the vault is open, and what it warns of. */
@NullMarked
package org.cardnym.admin.status;

import org.jspecify.annotations.NullMarked;
