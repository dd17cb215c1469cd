/**
 * Opens messages and signs answers: the JOSE of docs/issuer-protocol.md, sections 3 and 5. Every
 * failure in here looks the same to the sender. What a message says is none of this package's
 * business.
 */
@NullMarked
package org.cardnym.bank.seal;

import org.jspecify.annotations.NullMarked;
