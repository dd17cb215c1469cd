package org.cardnym.vault.merchant;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestDoors;
import org.cardnym.vault.TestTokens;

/** A shop with an endpoint, and what tests look at and hurry along. */
@ApplicationScoped
public class WebhookShop {
  private final Merchants merchants;
  private final Webhooks webhooks;
  private final Tables tables;

  WebhookShop(Merchants merchants, Webhooks webhooks, Tables tables) {
    this.merchants = merchants;
    this.webhooks = webhooks;
    this.tables = tables;
  }

  /** A new shop whose webhooks go to this server. */
  public Shop at(ShopServer server, Signatures signatures) {
    Shop shop = Shop.open(merchants);
    webhooks.set("test", shop.id(), server.url(), signatures);
    return shop;
  }

  public Shop at(ShopServer server) {
    return at(server, Signatures.ED25519);
  }

  /** The public keys as the shop is told them, newest first. */
  public List<String> keys(Shop shop) {
    return TestDoors.api(TestTokens.merchant(shop.client()))
        .get("/v1/webhook-keys")
        .jsonPath()
        .getList("items.key", String.class);
  }

  /** State, tries and last result of a delivery, with blanks between. */
  public String delivery(UUID event) {
    return QuarkusTransaction.requiringNew()
        .call(() ->
            String.valueOf(
                tables.read(
                    "select coalesce(max(state || ' ' || tries || ' ' || coalesce(result, '-')), 'none')"
                        + " from webhook_delivery where event_id = ?1",
                    event)));
  }

  /** Waits until a delivery stands like this. */
  public void await(UUID event, String delivery) {
    ShopServer.until(() -> delivery(event).equals(delivery));
  }

  /** Its next try is now. */
  public void hurry(UUID event) {
    tables.write("update webhook_delivery set due_at = now() where event_id = ?1", event);
  }
}
