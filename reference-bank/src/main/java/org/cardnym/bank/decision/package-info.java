/**
 * The bank's rules as pure functions of what is asked, what is known and the time. No database, no
 * randomness, no network; a production bank replaces {@link org.cardnym.bank.decision.CardRules} by
 * its own host.
 */
@NullMarked
package org.cardnym.bank.decision;

import org.jspecify.annotations.NullMarked;
