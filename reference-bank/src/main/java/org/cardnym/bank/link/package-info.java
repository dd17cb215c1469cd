/**
 * The link to the vault: takes messages, gives signed answers (docs/issuer-protocol.md, sections 1,
 * 5 and 7). It decides nothing itself, and never logs more of a message than id, kind and outcome.
 */
@NullMarked
package org.cardnym.bank.link;

import org.jspecify.annotations.NullMarked;
