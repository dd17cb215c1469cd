/** One whole payment as its users make it, with a transcript; behind --once. */
@NullMarked
package org.cardnym.sandbox.checkout;

import org.jspecify.annotations.NullMarked;
