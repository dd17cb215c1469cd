/**
 * Child processes and what is left of them: start, watch, stop, sweep; ends no process that it did
 * not start.
 */
@NullMarked
package org.cardnym.sandbox.process;

import org.jspecify.annotations.NullMarked;
