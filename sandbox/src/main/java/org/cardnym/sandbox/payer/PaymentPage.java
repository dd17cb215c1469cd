package org.cardnym.sandbox.payer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cardnym.sandbox.process.Await;

/** The vault's payment page as its script uses it. */
public final class PaymentPage {
  private static final Set<String> OPEN = Set.of("requires_authentication", "processing");

  private final PageBrowser browser;
  private final Await await;
  private final String address;

  private PaymentPage(PageBrowser browser, Await await, String address) {
    this.browser = browser;
    this.await = await;
    this.address = address;
  }

  /** Comes from the shop by its form, and follows to the page. */
  public static PaymentPage open(
      PageBrowser browser, Await await, String shopOrigin, String secretAddress)
      throws IOException {
    Page bound = browser.postAcross(shopOrigin, secretAddress);
    if (bound.status() != 303) {
      throw new IllegalStateException("the payment page did not open: " + bound.status());
    }
    Page page = browser.get(bound.location());
    if (!page.ok()) {
      throw new IllegalStateException("the payment page answered " + page.status());
    }
    return new PaymentPage(browser, await, bound.location());
  }

  /** What the page shows its shopper. */
  public JsonNode view() throws IOException {
    return browser.fetch(address + "/view").json();
  }

  public void prove(String password, String code) throws IOException {
    Page page = browser.postJson(address + "/proofs", Map.of("password", password, "code", code));
    if (!page.ok()) {
      throw new IllegalStateException(
          "the proofs were refused: " + page.status() + " " + page.json().path("code").asText());
    }
  }

  /** Waits for the end of the payment, as the page does, and returns the last view. */
  public JsonNode outcome() {
    return await.first("the payment's outcome", Duration.ofSeconds(90), this::ended);
  }

  private Optional<JsonNode> ended() {
    try {
      return Optional.of(view())
          .filter(it -> !OPEN.contains(it.path("state").asText("processing")));
    } catch (IOException notNow) {
      return Optional.empty();
    }
  }
}
