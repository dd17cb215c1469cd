/**
 * Types for what must not be printed, and the private files that hold it; nothing here writes to a
 * terminal.
 */
@NullMarked
package org.cardnym.admin.secret;

import org.jspecify.annotations.NullMarked;
