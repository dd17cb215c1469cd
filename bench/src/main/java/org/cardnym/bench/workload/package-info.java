/**
 * Shoppers and a shop, by the doors that real ones use: each visit is drawn from the seed, checks
 * every answer against what it was told before, and asks again until it is answered.
 */
@NullMarked
package org.cardnym.bench.workload;

import org.jspecify.annotations.NullMarked;
