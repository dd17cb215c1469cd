package org.cardnym.sandbox.checkout;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What came of a checkout.
 *
 * @param asked what the payment page showed before the proofs
 * @param outcome what it showed at the end
 * @param shopSaid the heading of the shop's order page
 * @param receipt the bank's, masked
 */
public record Bought(
    String payment, JsonNode asked, JsonNode outcome, String shopSaid, Optional<JsonNode> receipt) {

  /** The vault says so, and the bank has it in its book. */
  public boolean approved() {
    return outcome.path("state").asText().equals("approved")
        && receipt.filter(it -> it.path("decision").asText().equals("approved")).isPresent();
  }
}
