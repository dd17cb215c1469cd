/**
 * The authorisation host: one decision a message id, booked and committed before it is told. Rules
 * come from {@code decision}, tables from {@code ledger}.
 */
@NullMarked
package org.cardnym.bank.host;

import org.jspecify.annotations.NullMarked;
