/**
 * Registration, signing in, and the bank's check of a card. Sees no card number and keeps no code.
 */
@NullMarked
package org.cardnym.vault.enrolment;

import org.jspecify.annotations.NullMarked;
