package org.cardnym.sandbox.bank;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.cardnym.sandbox.web.Caller;

/** The bank's desk: what it received, masked. */
public final class BankDesk {
  private final Caller caller;
  private final String url;

  public BankDesk(Caller caller, String url) {
    this.caller = caller;
    this.url = url;
  }

  public Optional<JsonNode> receipt(String paymentId) {
    try {
      JsonNode items = caller.send("GET", url + "/receipts", Map.of(), "").json().path("items");
      return StreamSupport.stream(items.spliterator(), false)
          .filter(item -> item.path("payment").asText().equals(paymentId))
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException("the bank's desk can't be reached", e);
    }
  }
}
