package org.cardnym.vault.payment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.jspecify.annotations.Nullable;

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

  /** What it tells of; a refund's stands beside its payment, which has the sum. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Data(PaymentBody payment, @Nullable RefundBody refund) {}

  record Body(String id, String type, Instant createdAt, Data data) {}

  String of(EventRow event, PaymentView payment, @Nullable RefundView refund) {
    var body =
        new Body(
            TypeId.of(IdKind.EVENT, event.eventId),
            event.type,
            event.createdAt,
            new Data(PaymentBody.told(payment), refund == null ? null : RefundBody.of(refund)));
    try {
      return json.writeValueAsString(body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("an event is plain values", impossible);
    }
  }
}
