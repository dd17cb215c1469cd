/** A merchant's shop of a few pots; it asks for a username and never for a card. */
@NullMarked
package org.cardnym.sandbox.shop;

import org.jspecify.annotations.NullMarked;
