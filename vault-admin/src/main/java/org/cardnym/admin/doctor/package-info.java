/** Finds out why commands don't work: each step from the settings to the vault's own warnings. */
@NullMarked
package org.cardnym.admin.doctor;

import org.jspecify.annotations.NullMarked;
