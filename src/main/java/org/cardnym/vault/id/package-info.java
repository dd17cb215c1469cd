/** Identifiers on the wire (TypeID over UUIDv7) and list cursors. */
@NullMarked
package org.cardnym.vault.id;

import org.jspecify.annotations.NullMarked;
