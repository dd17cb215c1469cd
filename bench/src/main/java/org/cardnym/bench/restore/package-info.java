/**
 * A dump, work after it, the loss of the database, a restore, and the recovery to agreeing books.
 */
@NullMarked
package org.cardnym.bench.restore;

import org.jspecify.annotations.NullMarked;
