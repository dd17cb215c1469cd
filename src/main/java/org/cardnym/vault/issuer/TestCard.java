package org.cardnym.vault.issuer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;

/** A card that is nobody's: one of Mastercard's public test numbers. It is kept nowhere. */
final class TestCard {
  private static final String NUMBER = "2223003122003222";

  private TestCard() {}

  /** The content of a {@code verification} (docs/issuer-protocol.md §4). */
  static ObjectNode verification(Instant now) {
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    content.put("enrolment", TypeId.of(IdKind.CARD, UUID.randomUUID()));
    content.putObject("amount").put("value", 0).put("currency", "EUR");
    content
        .putObject("card")
        .put("number", NUMBER)
        .put("expiry", YearMonth.from(now.atZone(ZoneOffset.UTC)).plusYears(2).toString())
        .put("holderName", "Test Card")
        .put("verificationCode", "000");
    return content;
  }
}
