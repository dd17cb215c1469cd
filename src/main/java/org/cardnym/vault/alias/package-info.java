/**
 * Names: how they are prepared, which are refused, and who holds one. Keeps no name in clear, and
 * knows of a payer only the id.
 */
@NullMarked
package org.cardnym.vault.alias;

import org.jspecify.annotations.NullMarked;
