package org.cardnym.sandbox.shop;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A payment as the vault told the merchant.
 *
 * @param page where the shopper's browser goes to pay
 * @param retry when declined: {@code no}, {@code other_card} or {@code later}; else empty
 */
record Payment(String id, String state, String page, String retry) {

  static Payment of(JsonNode json) {
    return new Payment(
        json.path("id").asText(""),
        json.path("state").asText(""),
        json.path("paymentPage").asText(""),
        json.path("retry").asText(""));
  }

  /** It stays as it is from now on. */
  boolean ended() {
    return !waitsForShopper() && !state.equals("processing");
  }

  boolean waitsForShopper() {
    return state.equals("requires_authentication");
  }
}
