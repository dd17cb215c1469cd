/**
 * What messages say: the kinds of docs/issuer-protocol.md, section 4, read strictly into values. It
 * decides nothing and stores nothing.
 */
@NullMarked
package org.cardnym.bank.message;

import org.jspecify.annotations.NullMarked;
