package org.cardnym.sandbox.shop;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * A payment as the vault told the merchant.
 *
 * @param page where the shopper's browser goes to pay
 * @param retry when declined: {@code no}, {@code other_card} or {@code later}; else empty
 */
record Payment(String id, String state, String page, String retry) {
  private static final Set<String> FINAL =
      Set.of("approved", "declined", "failed", "expired", "canceled");

  static Payment of(JsonNode json) {
    return new Payment(
        json.path("id").asText(""),
        json.path("state").asText(""),
        json.path("paymentPage").asText(""),
        json.path("retry").asText(""));
  }

  /** Nothing more will happen to it. */
  boolean isFinal() {
    return FINAL.contains(state);
  }

  boolean waitsForShopper() {
    return state.equals("requires_authentication");
  }
}
