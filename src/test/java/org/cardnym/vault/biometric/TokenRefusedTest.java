package org.cardnym.vault.biometric;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.Statements;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestDoors;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.issuer.HouseBank;
import org.cardnym.vault.payer.PayerLocks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a token, a service or a browser lacks pays nothing, and has one answer. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(WithServices.class)
class TokenRefusedTest {
  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject Services services;
  @Inject HouseBank bank;
  @Inject Tables tables;
  @Inject Alarms alarms;
  @Inject PayerLocks locks;
  private IdentityService phone;
  private Shop shop;
  private Shopper shopper;
  private Purchase purchase;
  private Visitor visitor;

  @BeforeEach
  void open() {
    phone = services.phone();
    shop = house.open();
    shopper = shoppers.withCard();
    services.link(shopper.id(), "phone", "person-1");
    purchase = shop.sell(shopper.alias(), 1999);
    visitor = new Visitor().at(shop, purchase);
  }

  @ParameterizedTest
  @MethodSource("wrongTokens")
  void aWrongTokenPaysNothing(Consumer<Map<String, Object>> change) {
    phone.says(change);

    refused(services.pay(visitor, purchase, "phone"));
    assertThat(phone.answers()).containsExactly(200);
  }

  static Stream<Named<Consumer<Map<String, Object>>>> wrongTokens() {
    long now = Instant.now().getEpochSecond();
    return Stream.of(
        Named.of("nonce", c -> c.put("nonce", "x".repeat(43))),
        Named.of("issuer", c -> c.put("iss", "https://localhost:1")),
        Named.of("audience", c -> c.put("aud", "another")),
        Named.of("expired", c -> c.put("exp", now - 3_600)),
        Named.of("authenticated long ago", c -> c.put("auth_time", now - 3_600)),
        Named.of("nothing of the body", c -> c.put("amr", List.of("pwd", "hwk"))),
        Named.of("nothing of a device", c -> c.put("amr", List.of("fpt"))),
        Named.of("somebody else", c -> c.put("sub", "person-2")));
  }

  @ParameterizedTest
  @MethodSource("wrongSignatures")
  void aTokenThatTheServiceDidNotSignPaysNothing(Signing signing) {
    phone.signs(signing);

    refused(services.pay(visitor, purchase, "phone"));
  }

  static Stream<Named<Signing>> wrongSignatures() {
    return Stream.of(
        Named.of("none", Signing.none()),
        Named.of("HS256", Signing.hs256BySecret()),
        Named.of("another key", Signing.anotherKey()));
  }

  @ParameterizedTest
  @ValueSource(longs = {1999, 2000})
  void aTokenForAnotherPaymentPaysNothing(long amount) {
    Purchase another = shop.sell(shopper.alias(), amount);
    services.thereAndBack(new Visitor().at(shop, another), another, "phone");
    String nonce = phone.requests().getFirst().get("nonce");
    phone.says(claims -> claims.put("nonce", nonce));

    refused(services.pay(visitor, purchase, "phone"));
  }

  @Test
  void theSameNameAtAnotherServiceIsAnotherPerson() {
    services.unlink(shopper.id());
    services.link(shopper.id(), "watch", "person-1");

    refused(services.pay(visitor, purchase, "phone"));
  }

  @Test
  void whatSomebodyElseLinkedProvesNobodyHere() {
    services.unlink(shopper.id());
    services.link(shoppers.withCard().id(), "phone", "person-1");

    refused(services.pay(visitor, purchase, "phone"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{\"id_token\":7}", "{\"id_token\":\"a.b.c\"}", "<html>"})
  void aServiceThatAnswersGarbagePaysNothing(String garbage) {
    phone.answersWith(garbage.getBytes(StandardCharsets.UTF_8));

    refused(services.pay(visitor, purchase, "phone"));
  }

  @Test
  void aServiceThatAnswersWithoutMeasurePaysNothing() {
    phone.answersWith(" ".repeat(BoundedBody.MOST + 1).getBytes(StandardCharsets.UTF_8));

    refused(services.pay(visitor, purchase, "phone"));
  }

  @Test
  void aServiceThatBeginsToAnswerAndNeverEndsPaysNothing() {
    phone.fallsSilent();

    refused(services.pay(visitor, purchase, "phone"));
  }

  @Test
  void aCodeFromAnothersWayIsRefusedByTheService() {
    Purchase theirs = shop.sell(shopper.alias(), 1999);
    String stolen = services.thereAndBack(new Visitor().at(shop, theirs), theirs, "phone");
    String code = IdentityService.query(java.net.URI.create(stolen)).get("code");
    String own = services.thereAndBack(visitor, purchase, "phone");

    refused(Services.end(visitor.get(own.replaceFirst("code=[^&]*", "code=" + code))));
    assertThat(phone.answers()).containsExactly(400);
  }

  @Test
  void aStateOfAnotherBrowserIsNotTakenAndNotUsedUp() {
    String callback = services.thereAndBack(visitor, purchase, "phone");
    Visitor thief = new Visitor().at(shop, shop.sell(shopper.alias(), 1999));

    assertThat(Services.end(thief.get(callback))).endsWith("#provider_failed");
    assertThat(thief.get("/pay/" + purchase.id()).statusCode()).isEqualTo(403);
    assertThat(phone.answers()).isEmpty();
    assertThat(Services.end(visitor.get(callback))).isEqualTo("/pay/" + purchase.id());
    assertThat(visitor.outcome(purchase)).isEqualTo("approved");
  }

  @Test
  void withoutAStateThereIsNowhereToGo() {
    String callback = services.thereAndBack(visitor, purchase, "phone");

    assertThat(visitor.get(callback.replaceFirst("&state=.*", "")).statusCode()).isEqualTo(404);
    assertThat(visitor.get(callback.replaceFirst("state=.*", "state=x")).statusCode())
        .isEqualTo(404);
    String guessed = callback.replaceFirst("\\.[A-Za-z0-9_-]{22}", "." + "A".repeat(22));
    refused(Services.end(visitor.get(guessed)));
    assertThat(phone.answers()).isEmpty();
  }

  @Test
  void aPageOfAnotherOriginSendsNobodyAnywhere() {
    Response foreign =
        TestDoors.pages()
            .header("Origin", shop.origin())
            .contentType("application/json")
            .cookie("__Host-" + purchase.id(), visitor.cookie("__Host-" + purchase.id()))
            .body("{}")
            .post("/pay/" + purchase.id() + "/provider/phone");

    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(services.leave(new Visitor(), purchase, "phone").<String>path("code"))
        .isEqualTo("begun_elsewhere");
  }

  @Test
  void unlinkedUnknownAndLockedHaveOneAnswerAndOneCost() {
    Shopper unlinked = shoppers.withCard();
    Shopper stopped = shoppers.withCard();
    services.link(stopped.id(), "phone", "person-1");
    QuarkusTransaction.requiringNew().run(() -> locks.lock(stopped.id(), "person:op-1", "test"));
    cost("warming-up");
    List<String> expected = cost("nobody-has-this");

    for (String alias : List.of(unlinked.alias(), stopped.alias())) {
      assertThat(cost(alias)).isEqualTo(expected);
    }
    phone.says(claims -> claims.put("sub", "person-2"));
    assertThat(cost(shopper.alias())).isEqualTo(expected);
  }

  @Test
  void aLinkThatSomebodyWroteIntoTheDatabaseIsRefusedWithAnAlarm() {
    Shopper victim = shoppers.withCard();
    tables.write(
        "insert into provider_link select ?1, link_id, provider, identity_sealed, index_version,"
            + " identity_index, linked_at, revision, mac_version, mac from provider_link where payer_id = ?2",
        victim.id(),
        shopper.id());
    Purchase theirs = shop.sell(victim.alias(), 1999);
    Visitor thief = new Visitor().at(shop, theirs);

    assertThat(services.pay(thief, theirs, "phone")).endsWith("#otherwise");
    assertThat(bank.receivedFor(theirs.id())).isEmpty();
    Object link = tables.read("select link_id from provider_link where payer_id = ?1", victim.id());
    alarms.await(victim.id() + "/" + link);
  }

  @ParameterizedTest
  @ValueSource(strings = {"salt = salt || '\\x00'", "begun_at = now()", "provider = 'watch'"})
  void aWayThatSomebodyChangedInTheDatabaseIsRefusedWithAnAlarm(String edit) {
    String callback = services.thereAndBack(visitor, purchase, "phone");
    tables.write("update provider_trip set " + edit + " where subject_id = ?1", purchase.uuid());

    assertThat(visitor.get(callback).statusCode()).isEqualTo(500);
    assertThat(phone.answers()).isEmpty();
    alarms.await(purchase.uuid().toString());
  }

  private void refused(String end) {
    assertThat(end).isEqualTo("/pay/" + purchase.id() + "#provider_failed");
    assertThat(visitor.view(purchase).<String>path("state")).isEqualTo("requires_authentication");
    assertThat(bank.receivedFor(purchase.id())).isEmpty();
  }

  /** The statements of one try that fails. */
  private List<String> cost(String alias) {
    Purchase theirs = shop.sell(alias, 1999);
    Visitor stranger = new Visitor().at(shop, theirs);
    String callback = services.thereAndBack(stranger, theirs, "phone");
    Statements.forget();
    assertThat(Services.end(stranger.get(callback)))
        .isEqualTo("/pay/" + theirs.id() + "#provider_failed");
    return new ArrayList<>(Statements.ofRequest());
  }
}
