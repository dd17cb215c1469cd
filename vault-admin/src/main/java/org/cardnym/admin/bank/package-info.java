/**
 * Issuing banks, the public keys they are reached with, and the card ranges routed to them; refuses
 * private keys.
 */
@NullMarked
package org.cardnym.admin.bank;

import org.jspecify.annotations.NullMarked;
