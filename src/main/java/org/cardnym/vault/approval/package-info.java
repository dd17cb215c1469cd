/**
 * Changes that want two people: who may sign, what they sign, and doing it once when the second has
 * signed (DESIGN: two people; PCI DSS 3.7.6, 6.5.2). Knows no change by itself: each is an {@link
 * org.cardnym.vault.approval.Act}.
 */
@NullMarked
package org.cardnym.vault.approval;

import org.jspecify.annotations.NullMarked;
