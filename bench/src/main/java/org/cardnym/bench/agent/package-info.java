/**
 * What runs inside a vault under test: ends or stalls it at a named step, or plants a known bug;
 * knows nothing of the harness but a folder with its orders.
 */
@NullMarked
package org.cardnym.bench.agent;

import org.jspecify.annotations.NullMarked;
