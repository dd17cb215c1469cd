/**
 * How long rows are kept and when they go: the periods that operators set, the schedule, the
 * counts. Knows no table of other rooms; each of them offers a {@link Purge} for its own, and what
 * decides about money (payments, exchanges, idempotency keys) or tells of it (the trail) is in
 * none.
 */
@NullMarked
package org.cardnym.vault.retention;

import org.jspecify.annotations.NullMarked;
