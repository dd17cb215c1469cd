package org.cardnym.vault.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.audit.AuditTrail;
import org.cardnym.vault.merchant.ShopServer.Hook;
import org.cardnym.vault.payment.TestEvents;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
class WebhookRotationTest {
  @Inject WebhookShop shops;
  @Inject TestEvents events;
  @Inject Webhooks webhooks;
  @Inject WebhookCleanup cleanup;
  @Inject Tables tables;
  @Inject AuditTrail trail;
  private final ShopServer server = ShopServer.open();

  @AfterEach
  void close() {
    server.close();
    tables.write("delete from webhook_delivery");
  }

  @Test
  void forADayBothKeysSignThenTheOldOneIsDestroyed() {
    Shop shop = shops.at(server);
    String old = shops.keys(shop).getFirst();

    Webhook rotated = webhooks.rotate("person:op-1", shop.id());

    List<String> both = shops.keys(shop);
    assertThat(both).hasSize(2).last().isEqualTo(old);
    assertThat(rotated.keys().get(0).retiresAt()).isNull();
    assertThat(rotated.keys().get(1).retiresAt())
        .isBetween(
            Instant.now().plus(Duration.ofHours(23)), Instant.now().plus(Duration.ofHours(24)));
    Hook hook = delivered(shop);
    assertThat(hook.signature().split(" ", -1)).hasSize(2);
    assertThat(both).allMatch(key -> Verifier.holds(key, hook));
    cleanup.run();
    assertThat(shops.keys(shop)).hasSize(2);

    TestClock.ahead(Duration.ofHours(25));
    cleanup.run();

    assertThat(keysStored(shop)).isEqualTo(1L);
    assertThat(webhooks.publicKeys(shop.id()))
        .extracting(WebhookKey::publicKey)
        .containsExactly(both.getFirst());
    assertThat(actions(shop)).contains("WEBHOOK_KEY_ROTATED", "WEBHOOK_KEY_DESTROYED");
  }

  @Test
  void aKeyPastItsDaySignsNoMoreThoughNobodyHasDestroyedItYet() {
    Shop shop = shops.at(server);
    webhooks.rotate("test", shop.id());

    TestClock.ahead(Duration.ofHours(25));

    assertThat(webhooks.publicKeys(shop.id())).hasSize(1);
    assertThat(webhooks.find(shop.id()).orElseThrow().keys()).hasSize(1);
  }

  @Test
  void aSecondRotationWaitsForTheFirst() {
    Shop shop = shops.at(server);
    webhooks.rotate("test", shop.id());

    refused(ErrorCode.CONFLICT, () -> webhooks.rotate("test", shop.id()));

    assertThat(keysStored(shop)).isEqualTo(2L);
  }

  @Test
  void whoHasNoEndpointHasNoKeyToRotate() {
    Shop shop = shops.at(server);
    webhooks.clear("test", shop.id());

    refused(ErrorCode.NOT_FOUND, () -> webhooks.rotate("test", shop.id()));
    refused(ErrorCode.NOT_FOUND, () -> webhooks.rotate("test", new UUID(0, 7)));
  }

  @Test
  void theKeyStaysWhereOnlyTheAddressChanges() {
    Shop shop = shops.at(server);
    String key = shops.keys(shop).getFirst();

    webhooks.set("test", shop.id(), server.url() + "/new", Signatures.ED25519);
    webhooks.clear("test", shop.id());
    webhooks.set("test", shop.id(), server.url(), Signatures.ED25519);

    assertThat(shops.keys(shop)).containsExactly(key);
  }

  @Test
  void aRotatedSecretIsShownOnceAndTheOldOneGoesWithItsKind() {
    Shop shop = shops.at(server, Signatures.BOTH);

    Webhook rotated = webhooks.rotate("test", shop.id());
    assertThat(rotated.secret()).isNotNull();
    assertThat(rotated.keys()).hasSize(4);

    webhooks.set("test", shop.id(), server.url(), Signatures.ED25519);

    assertThat(keysStored(shop)).isEqualTo(2L);
    assertThat(webhooks.find(shop.id()).orElseThrow().keys())
        .allMatch(key -> key.kind() == WebhookKey.Kind.ED25519);
  }

  @Test
  void neitherPrivateKeyNorSecretStandsInTheDatabase() {
    Shop shop = shops.at(server);
    Webhook made = webhooks.set("test", shop.id(), server.url(), Signatures.BOTH);
    String secret = Objects.requireNonNull(made.secret()).reveal().substring("whsec_".length());
    byte[] bytes = Base64.getDecoder().decode(secret);

    assertThat(tables.rows("webhook_key").toString())
        .doesNotContain(secret, HexFormat.of().formatHex(bytes));
  }

  private Hook delivered(Shop shop) {
    events.expired(shop);
    return server.await(1).getFirst();
  }

  private Object keysStored(Shop shop) {
    return tables.read("select count(*) from webhook_key where merchant_id = ?1", shop.id());
  }

  private List<String> actions(Shop shop) {
    return trail.page(null, Merchants.wire(shop.id()), 20).stream()
        .map(AuditTrail.Entry::action)
        .toList();
  }

  private static void refused(ErrorCode code, ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo(code));
  }
}
