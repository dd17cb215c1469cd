package org.cardnym.vault.issuer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.id.Uuids;

/**
 * The members that every payload has (docs/issuer-protocol.md §3), for one transmission.
 *
 * @param jti of this transmission only
 */
record Envelope(
    String issuer,
    String audience,
    String jti,
    Kind kind,
    String messageId,
    int repeat,
    Instant at) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** How long a transmission is good for, in seconds. */
  static final long LIFE = 60;

  static Envelope of(Transmission transmission, String issuer, String audience, Instant now) {
    String message = TypeId.of(IdKind.MESSAGE, transmission.messageId());
    return new Envelope(
        issuer, audience, Uuids.nonce(), transmission.kind(), message, transmission.repeat(), now);
  }

  /** One JSON object: these members, then the message's own. */
  byte[] around(String content) {
    try {
      ObjectNode members = MAPPER.createObjectNode();
      members.put("iss", issuer).put("aud", audience);
      members
          .put("iat", at.getEpochSecond())
          .put("exp", at.getEpochSecond() + LIFE)
          .put("jti", jti);
      members.put("kind", kind.wire()).put("messageId", messageId).put("repeat", repeat);
      members.setAll((ObjectNode) MAPPER.readTree(content));
      return MAPPER.writeValueAsBytes(members);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a guarded content is no JSON");
    }
  }
}
