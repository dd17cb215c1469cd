/** Rotates the KEK while payments run, and says what it cost them. */
@NullMarked
package org.cardnym.bench.rotate;

import org.jspecify.annotations.NullMarked;
