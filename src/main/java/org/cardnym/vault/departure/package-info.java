/**
 * The end of an account, whoever decides it: what is waited for, what goes at once, who is told.
 * Asks for no proof and knows no page.
 */
@NullMarked
package org.cardnym.vault.departure;

import org.jspecify.annotations.NullMarked;
