/**
 * All that reaches the terminal: tables, JSON, notes. Text of others passes here and loses what
 * could command the terminal.
 */
@NullMarked
package org.cardnym.admin.terminal;

import org.jspecify.annotations.NullMarked;
