/**
 * How a command ends: exit codes, and failures told as what happened, the code, what to do next.
 */
@NullMarked
package org.cardnym.admin.outcome;

import org.jspecify.annotations.NullMarked;
