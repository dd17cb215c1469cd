/** Registering merchants, looking at them, suspending and resuming them, and their webhooks. */
@NullMarked
package org.cardnym.admin.merchant;

import org.jspecify.annotations.NullMarked;
