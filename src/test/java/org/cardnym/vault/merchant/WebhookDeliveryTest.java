package org.cardnym.vault.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestDoors;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.audit.AuditTrail;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.merchant.ShopServer.Hook;
import org.cardnym.vault.payment.TestEvents;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
class WebhookDeliveryTest {
  @Inject WebhookShop shops;
  @Inject TestEvents events;
  @Inject Merchants merchants;
  @Inject Webhooks webhooks;
  @Inject Deliveries deliveries;
  @Inject WebhookQueue queue;
  @Inject WebhookSender sender;
  @Inject WebhookMeters gauges;
  @Inject MeterRegistry meters;
  @Inject Tables tables;
  @Inject AuditTrail trail;
  private final ShopServer server = ShopServer.open();

  @AfterEach
  void close() {
    server.close();
    // What is left would be tried while other tests count.
    tables.write("delete from webhook_delivery");
  }

  @Test
  void anEventComesSignedAsItStandsInTheVault() {
    Shop shop = shops.at(server);
    UUID event = events.expired(shop);

    Hook hook = server.await(1).getFirst();

    assertThat(hook.id()).isEqualTo(TypeId.of(IdKind.EVENT, event));
    assertThat(hook.body()).isEqualTo(shopSees(shop, event));
    assertThat(hook.headers()).containsEntry("content-type", "application/json");
    assertThat(Instant.ofEpochSecond(Long.parseLong(hook.headers().get("webhook-timestamp"))))
        .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
    assertThat(hook.signature()).startsWith("v1a,").doesNotContain(" ");
    assertThat(shops.keys(shop)).hasSize(1);
    assertThat(Verifier.holds(shops.keys(shop).getFirst(), hook)).isTrue();
    shops.await(event, "DELIVERED 1 status_204");
    assertThat(server.hooks()).hasSize(1);
  }

  @Test
  void noOtherShopsKeySignsIt() {
    Shop shop = shops.at(server);
    Shop other = shops.at(server);
    events.expired(shop);

    Hook hook = server.await(1).getFirst();

    assertThat(Verifier.holds(shops.keys(other).getFirst(), hook)).isFalse();
  }

  @Test
  void aSharedSecretSignsAsTheSpecificationsLibraryExpects() throws Exception {
    Shop shop = Shop.open(merchants);
    String secret = reveal(webhooks.set("test", shop.id(), server.url(), Signatures.BOTH));
    events.expired(shop);

    Hook hook = server.await(1).getFirst();

    assertThat(hook.signature()).contains("v1,", "v1a,", " ");
    new com.standardwebhooks.Webhook(secret).verify(hook.body(), multimap(hook));
    assertThat(Verifier.holds(shops.keys(shop).getFirst(), hook)).isTrue();
    assertThat(refusedBy("whsec_" + "A".repeat(43) + "=", hook)).isTrue();
    // Shown once: nobody is told it again.
    assertThat(webhooks.find(shop.id()).orElseThrow().secret()).isNull();
    assertThat(webhooks.set("test", shop.id(), server.url(), Signatures.BOTH).secret()).isNull();
  }

  @Test
  void nothingIsSentOfATransactionThatRollsBack() {
    Shop shop = shops.at(server);

    events.rolledBack(shop);

    assertThat(
            tables.read("select count(*) from webhook_delivery where merchant_id = ?1", shop.id()))
        .isEqualTo(0L);
  }

  @Test
  void aShopWithoutEndpointGetsNothingAndLosesNothing() {
    Shop shop = Shop.open(merchants);

    UUID event = events.expired(shop);

    assertThat(shops.delivery(event)).isEqualTo("none");
    assertThat(shopSees(shop, event)).contains("payment.expired");
  }

  @Test
  void whatFailsComesAgainUnderTheSameIdAndAFreshSignature() {
    Shop shop = shops.at(server);
    server.answers(500);
    UUID event = events.expired(shop);
    shops.await(event, "WAITING 1 status_500");
    assertThat(secondsToNext(event)).isBetween(1L, 5L);
    tables.write(
        "update webhook_delivery set due_at = now() + interval '1 hour' where event_id = ?1",
        event);
    server.answers(200);

    shops.hurry(event);
    shops.await(event, "DELIVERED 2 status_200");

    List<Hook> hooks = server.hooks();
    assertThat(hooks).hasSize(2);
    assertThat(hooks.get(0).id()).isEqualTo(hooks.get(1).id());
    assertThat(hooks.get(0).body()).isEqualTo(hooks.get(1).body());
    hooks.forEach(hook -> assertThat(Verifier.holds(shops.keys(shop).getFirst(), hook)).isTrue());
  }

  @Test
  void aShopThatAsksForAPauseGetsIt() {
    Shop shop = shops.at(server.answers(503, Map.of("Retry-After", "600")));

    UUID event = events.expired(shop);
    shops.await(event, "WAITING 1 status_503");

    assertThat(secondsToNext(event)).isBetween(500L, 600L);
  }

  @Test
  void afterTenTriesItIsDeadAndKeptAndAReplayBringsIt() {
    Shop shop = shops.at(server.answers(500));
    UUID event = events.expired(shop);
    shops.await(event, "WAITING 1 status_500");
    tables.write(
        "update webhook_delivery set tries = 9, due_at = now() where event_id = ?1", event);
    shops.await(event, "DEAD 10 status_500");
    assertThat(deliveries.list(shop.id(), Delivery.State.DEAD, null, 5))
        .extracting(Delivery::eventId, Delivery::dueAt)
        .containsExactly(tuple(event, null));
    gauges.measure();
    assertThat(meters.get("cardnym_webhooks_dead").gauge().value()).isPositive();
    server.answers(204);

    Deliveries.Replayed replayed = deliveries.replay("person:op-1", event);

    assertThat(replayed.queued()).isEqualTo(1);
    shops.await(event, "DELIVERED 1 status_204");
    assertThat(audited(shop, "WEBHOOK_REPLAYED")).isTrue();
  }

  @Test
  void fourHundredAndTenSwitchesTheEndpointOffUntilItIsSetAgain() {
    Shop shop = shops.at(server.answers(410));
    UUID first = events.expired(shop);
    shops.await(first, "DEAD 1 status_410");
    assertThat(webhooks.find(shop.id()).orElseThrow().state()).isEqualTo(Webhook.State.DISABLED);
    assertThat(audited(shop, "WEBHOOK_DISABLED")).isTrue();

    UUID second = events.expired(shop);
    assertThat(shops.delivery(second)).isEqualTo("none");
    server.answers(204);
    webhooks.set("test", shop.id(), server.url(), Signatures.ED25519);
    Deliveries.Replayed replayed =
        deliveries.replay("test", shop.id(), Instant.now().minusSeconds(60), false);

    assertThat(replayed.queued()).isEqualTo(2);
    shops.await(first, "DELIVERED 1 status_204");
    shops.await(second, "DELIVERED 1 status_204");
    assertThat(deliveries.replay("test", shop.id(), Instant.now().minusSeconds(60), false).queued())
        .isZero();
  }

  @Test
  void fourHundredAndTenOfAnAddressThatWasReplacedSwitchesNothingOff() {
    Shop shop = shops.at(server);

    webhooks.gone(shop.id(), "http://127.0.0.1:1/before");

    assertThat(webhooks.find(shop.id()).orElseThrow().state()).isEqualTo(Webhook.State.ACTIVE);
  }

  @Test
  void aShopThatHangsHoldsUpNobodyElseAndHasFewAtOnce() {
    try (ShopServer slow = ShopServer.open().hangs()) {
      Shop sluggish = shops.at(slow);
      for (int i = 0; i < 12; i++) {
        events.expired(sluggish);
      }
      slow.await(4);

      Shop quick = shops.at(server);
      UUID event = events.expired(quick);

      shops.await(event, "DELIVERED 1 status_204");
      sender.sweep();
      assertThat(slow.mostAtOnce()).isEqualTo(4);
      assertThat(slow.hooks()).hasSize(4);
    }
  }

  @Test
  void whatADeadReplicaClaimedIsSentByAnother() {
    Shop shop = shops.at(server.answers(500));
    UUID event = events.expired(shop);
    shops.await(event, "WAITING 1 status_500");
    // As it stands after a claim whose replica was killed, with its lease over.
    tables.write(
        "update webhook_delivery set tries = 2, due_at = now() - interval '1 second' where event_id = ?1",
        event);
    server.answers(204);

    shops.await(event, "DELIVERED 3 status_204");
  }

  @Test
  void whoComesBackAfterItsLeaseSpoilsNothing() {
    Shop shop = shops.at(server.answers(500));
    UUID event = events.expired(shop);
    shops.await(event, "WAITING 1 status_500");
    tables.write(
        "update webhook_delivery set tries = 5, due_at = now() + interval '1 hour' where event_id = ?1",
        event);
    var late = new DeliveryJob(shop.id(), event, 4);

    assertThat(queue.bury(late, "timed_out")).isFalse();
    queue.postpone(late, Duration.ZERO, "timed_out");
    assertThat(shops.delivery(event)).isEqualTo("WAITING 5 status_500");

    queue.delivered(late, "status_200");
    assertThat(shops.delivery(event)).isEqualTo("DELIVERED 5 status_200");
  }

  @Test
  void eachDeliveryIsClaimedOnceThoughManyReplicasLook() throws Exception {
    Shop shop = Shop.open(merchants);
    webhooks.set("test", shop.id(), server.url(), Signatures.ED25519);
    var made = new ArrayList<UUID>();
    for (int i = 0; i < 20; i++) {
      made.add(events.expired(shop));
    }
    try (var replicas = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 24; i++) {
        replicas.submit(sender::sweep);
      }
    }
    made.forEach(event -> ShopServer.until(() -> shops.delivery(event).startsWith("DELIVERED 1")));

    assertThat(server.hooks()).hasSize(20).extracting(Hook::id).doesNotHaveDuplicates();
  }

  @Test
  void whatArrivedLongAgoIsForgottenWhatDiedIsNot() {
    Shop shop = shops.at(server);
    UUID arrived = events.expired(shop);
    UUID died = events.expired(shop);
    shops.await(arrived, "DELIVERED 1 status_204");
    shops.await(died, "DELIVERED 1 status_204");
    tables.write("update webhook_delivery set ended_at = now() - interval '31 days'");
    tables.write("update webhook_delivery set state = 'DEAD' where event_id = ?1", died);

    queue.forget(Instant.now().minus(Duration.ofDays(30)), 100);

    assertThat(shops.delivery(arrived)).isEqualTo("none");
    assertThat(shops.delivery(died)).startsWith("DEAD");
  }

  private static String reveal(Webhook webhook) {
    return Objects.requireNonNull(webhook.secret()).reveal();
  }

  private static String shopSees(Shop shop, UUID event) {
    return TestDoors.api(TestTokens.merchant(shop.client()))
        .get("/v1/events/" + TypeId.of(IdKind.EVENT, event))
        .asString();
  }

  private boolean audited(Shop shop, String action) {
    return trail.page(null, Merchants.wire(shop.id()), 20).stream()
        .anyMatch(entry -> action.equals(entry.action()));
  }

  private long secondsToNext(UUID event) {
    return ((Number)
            tables.read(
                "select cast(extract(epoch from due_at - now()) as bigint) from webhook_delivery where event_id = ?1",
                event))
        .longValue();
  }

  private static boolean refusedBy(String secret, Hook hook) {
    try {
      new com.standardwebhooks.Webhook(secret).verify(hook.body(), multimap(hook));
      return false;
    } catch (WebhookVerificationException refused) {
      return true;
    }
  }

  private static Map<String, List<String>> multimap(Hook hook) {
    var all = new HashMap<String, List<String>>();
    hook.headers().forEach((name, value) -> all.put(name, List.of(value)));
    return all;
  }
}
