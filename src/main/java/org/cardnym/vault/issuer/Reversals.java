package org.cardnym.vault.issuer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.cardnym.vault.id.Uuids;

/**
 * Makes the message that undoes an authorization whose outcome the vault does not know; it carries
 * no card.
 */
final class Reversals {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Reversals() {}

  /** The one that undoes this authorization, there or not. */
  static ExchangeRow.Key key(ExchangeRow authorization) {
    // Of a record it has another id: the payment's own may have reversed the same message before,
    // with other content.
    String label = authorization.family == Family.RECORD ? "record-reversal" : "reversal";
    return new ExchangeRow.Key(
        authorization.familyId, Uuids.derived(label, authorization.messageId));
  }

  static ExchangeRow of(ExchangeRow authorization, Instant now) {
    var row = new ExchangeRow();
    row.familyId = authorization.familyId;
    row.messageId = key(authorization).messageId();
    row.family = authorization.family;
    row.kind = Kind.REVERSAL;
    row.payerId = authorization.payerId;
    row.cardId = authorization.cardId;
    row.bankId = authorization.bankId;
    row.originalId = authorization.messageId;
    row.content = content(authorization);
    row.intendedAt = now;
    row.windowEnds = now;
    row.due = now;
    return row;
  }

  private static String content(ExchangeRow authorization) {
    try {
      JsonNode asked = MAPPER.readTree(authorization.content);
      ObjectNode content = MAPPER.createObjectNode();
      content.set("payment", asked.path("payment"));
      content
          .putObject("original")
          .put("messageId", authorization.messageName())
          .put("kind", Kind.AUTHORIZATION.wire());
      content.set("amount", asked.path("amount"));
      content.put("reason", "outcome_unknown");
      return MAPPER.writeValueAsString(content);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a guarded content is no JSON");
    }
  }
}
