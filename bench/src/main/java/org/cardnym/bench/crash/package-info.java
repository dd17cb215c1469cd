/** One run from start to verdict, its report, and the sum of several. */
@NullMarked
package org.cardnym.bench.crash;

import org.jspecify.annotations.NullMarked;
