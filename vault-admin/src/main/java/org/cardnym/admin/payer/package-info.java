/**
 * Helping and stopping one payer at a time. Asks for nobody's name but the one it is given, and
 * never puts a name into an address.
 */
@NullMarked
package org.cardnym.admin.payer;

import org.jspecify.annotations.NullMarked;
