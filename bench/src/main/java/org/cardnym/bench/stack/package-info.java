/**
 * The processes under test, each started, killed, stopped and restarted by itself, with gates
 * between them that lose, delay and cut what passes; knows no payment.
 */
@NullMarked
package org.cardnym.bench.stack;

import org.jspecify.annotations.NullMarked;
