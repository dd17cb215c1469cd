package org.cardnym.vault.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.payment.TestEvents;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody with the database's password but no key can't do with webhooks. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
class WebhookRowsTest {
  @Inject WebhookShop shops;
  @Inject TestEvents events;
  @Inject Tables tables;
  @Inject Alarms alarms;
  private final ShopServer server = ShopServer.open();
  private final ShopServer evil = ShopServer.open();
  private Shop shop;

  @BeforeEach
  void open() {
    shop = shops.at(server.answers(500));
  }

  @AfterEach
  void close() {
    server.close();
    evil.close();
    tables.write("delete from webhook_delivery");
    tables.write("delete from merchant_webhook where merchant_id = ?1", shop.id());
    tables.write("delete from webhook_key where merchant_id = ?1", shop.id());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "url = 'EVIL'",
        "url = 'EVIL', revision = revision + 1",
        "signatures = 'HMAC'",
        "changed_at = changed_at + interval '1 second'"
      })
  void anEditedEndpointIsRefusedWithAnAlarmAndNothingIsSent(String edit) {
    UUID event = failedOnce();
    tables.write(
        "update merchant_webhook set "
            + edit.replace("EVIL", evil.url())
            + " where merchant_id = ?1",
        shop.id());

    retry(event);

    shops.await(event, "WAITING 2 row_refused");
    alarms.await(Merchants.wire(shop.id()) + "/webhook");
    assertThat(server.hooks()).hasSize(1);
    assertThat(evil.hooks()).isEmpty();
  }

  @Test
  void anotherShopsEndpointCopiedOverIsRefused() {
    Shop thief = shops.at(evil);
    UUID event = failedOnce();
    tables.write("delete from merchant_webhook where merchant_id = ?1", shop.id());
    tables.write(
        "insert into merchant_webhook select ?1, url, signatures, state, changed_at, revision, mac_version, mac"
            + " from merchant_webhook where merchant_id = ?2",
        shop.id(),
        thief.id());

    retry(event);

    shops.await(event, "WAITING 2 row_refused");
    alarms.await(Merchants.wire(shop.id()) + "/webhook");
    assertThat(evil.hooks()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "retires_at = now() + interval '9 years'",
        "public_key = '\\x00'",
        "sealed = '\\x01'",
        "kind = 'HMAC'"
      })
  void anEditedKeySignsNothing(String edit) {
    UUID event = failedOnce();
    tables.write("update webhook_key set " + edit + " where merchant_id = ?1", shop.id());

    retry(event);

    shops.await(event, "WAITING 2 row_refused");
    assertThat(server.hooks()).hasSize(1);
  }

  @Test
  void anotherShopsKeyCopiedOverSignsNothing() {
    Shop thief = shops.at(evil);
    UUID event = failedOnce();
    tables.write("delete from webhook_key where merchant_id = ?1", shop.id());
    tables.write(
        "insert into webhook_key select ?1, key_id, kind, public_key, sealed, created_at, retires_at, revision,"
            + " mac_version, mac from webhook_key where merchant_id = ?2",
        shop.id(),
        thief.id());

    retry(event);

    shops.await(event, "WAITING 2 row_refused");
    assertThat(server.hooks()).hasSize(1);
  }

  @Test
  void aKeyThatIsGoneIsMissedWithAnAlarmAndNothingGoesOutUnsigned() {
    UUID event = failedOnce();
    tables.write("delete from webhook_key where merchant_id = ?1", shop.id());

    retry(event);

    shops.await(event, "WAITING 2 row_refused");
    alarms.await(Merchants.wire(shop.id()));
    assertThat(server.hooks()).hasSize(1);
  }

  @Test
  void anEditedEventIsRefusedWithAnAlarm() {
    UUID event = failedOnce();
    tables.write(
        "update payment_event set body = replace(body, 'expired', 'approved') where event_id = ?1",
        event);

    retry(event);

    shops.await(event, "WAITING 2 row_refused");
    alarms.await(event.toString());
    assertThat(server.hooks()).hasSize(1);
    tables.write("delete from payment_event where event_id = ?1", event);
  }

  @Test
  void anEventWhoseBodyWasTakenAwayIsRefused() {
    UUID event = failedOnce();
    tables.write("update payment_event set body = '' where event_id = ?1", event);

    retry(event);

    shops.await(event, "WAITING 2 row_refused");
    tables.write("delete from payment_event where event_id = ?1", event);
  }

  @Test
  void aDeliveryOfAnothersEventBringsNothing() {
    UUID event = failedOnce();
    Shop thief = shops.at(evil);
    tables.write(
        "update webhook_delivery set merchant_id = ?1, due_at = now() where event_id = ?2",
        thief.id(),
        event);

    shops.await(event, "WAITING 2 not_found");

    assertThat(evil.hooks()).isEmpty();
  }

  /** An event that was tried once and waits for long. */
  private UUID failedOnce() {
    UUID event = events.expired(shop);
    shops.await(event, "WAITING 1 status_500");
    tables.write(
        "update webhook_delivery set due_at = now() + interval '1 hour' where event_id = ?1",
        event);
    return event;
  }

  private void retry(UUID event) {
    server.answers(200);
    shops.hurry(event);
  }
}
