package org.cardnym.vault.payment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;

/**
 * An event as its merchant reads it. An ended payment has no page, so nothing in it opens anything;
 * the order's texts are bounded, so it stays far below the 20 kB of Standard Webhooks.
 */
@ApplicationScoped
class EventText {
  private final ObjectMapper json;

  EventText(ObjectMapper json) {
    this.json = json;
  }

  record Data(PaymentBody payment) {}

  record Body(String id, String type, Instant createdAt, Data data) {}

  String of(EventRow event, PaymentView payment) {
    var body =
        new Body(
            TypeId.of(IdKind.EVENT, event.eventId),
            event.type,
            event.createdAt,
            new Data(PaymentBody.told(payment)));
    try {
      return json.writeValueAsString(body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("an event is plain values", impossible);
    }
  }
}
