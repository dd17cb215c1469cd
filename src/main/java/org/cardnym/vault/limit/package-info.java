/**
 * Every limit on tries in one table, and their counters. Counts before anybody judges; knows
 * subjects only as keyed hashes.
 */
@NullMarked
package org.cardnym.vault.limit;

import org.jspecify.annotations.NullMarked;
