/** Merchants' webhooks on their way: looking at them, sending them again. */
@NullMarked
package org.cardnym.admin.webhook;

import org.jspecify.annotations.NullMarked;
