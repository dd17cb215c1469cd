/** Registering merchants, looking at them, suspending and resuming them. */
@NullMarked
package org.cardnym.admin.merchant;

import org.jspecify.annotations.NullMarked;
