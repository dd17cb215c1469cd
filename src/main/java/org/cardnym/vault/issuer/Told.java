package org.cardnym.vault.issuer;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A bank's answer to a message that only asks: signed by a key that is pinned, and for this very
 * transmission.
 *
 * @param payload with the members of its kind, which are not judged yet
 * @param kid of the key that signed
 */
record Told(Answer answer, ObjectNode payload, String kid) {}
