/**
 * Whether this vault may take payments: it may not while it goes through a recovery, after its
 * database was restored. Knows by which signs a restored database is told; carries nothing forward.
 */
@NullMarked
package org.cardnym.vault.standing;

import org.jspecify.annotations.NullMarked;
