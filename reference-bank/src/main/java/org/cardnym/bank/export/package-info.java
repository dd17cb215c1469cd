/**
 * Files in which the bank moves its customers into a vault (docs/issuer-protocol.md, section 10).
 * This bank has none, so it makes them up, with public test numbers for cards.
 */
@NullMarked
package org.cardnym.bank.export;

import org.jspecify.annotations.NullMarked;
