/**
 * The clerk's desk: what the bank has booked, masked, as a live page and as JSON, and whether it is
 * well. Read-only; for a test bank, as it asks nobody who they are.
 */
@NullMarked
package org.cardnym.bank.desk;

import org.jspecify.annotations.NullMarked;
