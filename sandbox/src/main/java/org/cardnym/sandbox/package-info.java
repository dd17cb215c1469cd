/**
 * Brings the whole product up on one machine, on real parts; nothing in here is part of the vault.
 */
@NullMarked
package org.cardnym.sandbox;

import org.jspecify.annotations.NullMarked;
