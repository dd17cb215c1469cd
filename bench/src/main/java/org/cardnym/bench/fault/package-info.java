/** What goes wrong, when, and for how long: drawn from the seed, done to the stack, healed. */
@NullMarked
package org.cardnym.bench.fault;

import org.jspecify.annotations.NullMarked;
