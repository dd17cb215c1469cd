/**
 * The reference bank: an issuing bank's front end that opens sealed payment messages, decides,
 * keeps a ledger and signs answers. It is written from docs/issuer-protocol.md and shares no type
 * with the vault.
 */
@NullMarked
package org.cardnym.bank;

import org.jspecify.annotations.NullMarked;
