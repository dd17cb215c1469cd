package org.cardnym.vault.biometric;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.cardnym.vault.Inbox;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestDoors;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.card.TestCards;
import org.cardnym.vault.issuer.HouseBank;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A payer's way to an identity service and back pays, once, for what they agreed to. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(WithServices.class)
class PayByTokenTest {
  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject Services services;
  @Inject HouseBank bank;
  @Inject TestCards cards;
  @Inject Tables tables;
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

  @Test
  void aLinkedPersonPaysAndTheBankIsToldHow() {
    phone.says(claims -> claims.put("amr", List.of("face", "hwk", "mfa")));

    assertThat(services.pay(visitor, purchase, "phone")).isEqualTo("/pay/" + purchase.id());

    assertThat(visitor.outcome(purchase)).isEqualTo("approved");
    assertThat(bank.receivedFor(purchase.id()).getFirst())
        .extractingByKey("authentication")
        .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
        .containsEntry("amr", List.of("face", "hwk"))
        .containsEntry("acr", "two_factor")
        .containsEntry("bound", "signed");
    assertThat(visitor.cookie("__Host-browser")).isNotNull();
  }

  @Test
  void theRequestIsOfThisPaymentAndOfThisMoment() {
    services.pay(visitor, purchase, "phone");

    Map<String, String> request = phone.requests().getFirst();
    assertThat(request)
        .containsEntry("response_type", "code")
        .containsEntry("client_id", IdentityService.CLIENT)
        .containsEntry("redirect_uri", TestDoors.pagesOrigin() + "/pay/callback")
        .containsEntry("scope", "openid")
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("prompt", "login")
        .containsEntry("max_age", "0")
        .doesNotContainKey("acr_values");
    assertThat(request.get("state")).startsWith(purchase.id() + ".");
    assertThat(request.get("nonce")).hasSize(43);
    assertThat(request.get("code_challenge")).hasSize(43);
    assertThat(phone.answers()).containsExactly(200);
  }

  @Test
  void nothingOfAStateOrVerifierStandsInTheDatabase() {
    services.leave(visitor, purchase, "phone");

    String location = services.leave(visitor, purchase, "phone").path("location");
    Map<String, String> request = IdentityService.query(java.net.URI.create(location));
    String rows = tables.rows("provider_trip").toString();
    assertThat(rows).contains(purchase.uuid().toString());
    String state = request.getOrDefault("state", "");
    assertThat(state).hasSizeGreaterThan(50);
    assertThat(rows).doesNotContain(state.substring(state.indexOf('.') + 1));
  }

  @Test
  void noTwoRequestsAreAlike() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      services.thereAndBack(visitor, purchase, "phone");
    }

    for (Map<String, String> request : phone.requests()) {
      assertThat(seen.add(request.get("state"))).isTrue();
      assertThat(seen.add(request.get("nonce"))).isTrue();
      assertThat(seen.add(request.get("code_challenge"))).isTrue();
    }
  }

  @Test
  void aCallbackPaysOnce() {
    String callback = services.thereAndBack(visitor, purchase, "phone");
    Services.end(visitor.get(callback));
    assertThat(visitor.outcome(purchase)).isEqualTo("approved");

    assertThat(Services.end(visitor.get(callback))).startsWith("/pay/" + purchase.id());

    assertThat(bank.receivedFor(purchase.id())).hasSize(1);
    assertThat(phone.answers()).containsExactly(200);
  }

  @Test
  void whoLeavesTwiceComesBackFromTheLastWayOnly() {
    String first = services.thereAndBack(visitor, purchase, "phone");
    String second = services.thereAndBack(visitor, purchase, "phone");

    assertThat(Services.end(visitor.get(first))).endsWith("#provider_failed");
    assertThat(phone.answers()).isEmpty();
    assertThat(Services.end(visitor.get(second))).isEqualTo("/pay/" + purchase.id());
    assertThat(visitor.outcome(purchase)).isEqualTo("approved");
  }

  @Test
  void aServiceThatNamesItselfIsHeardUnderItsOwnNameOnly() {
    services.watch();
    services.link(shopper.id(), "watch", "person-1");
    String callback = services.thereAndBack(visitor, purchase, "watch");
    assertThat(callback).contains("&iss=");

    String nameless = callback.replaceFirst("&iss=.*", "");
    assertThat(Services.end(visitor.get(nameless))).endsWith("#provider_failed");
    String another =
        services.thereAndBack(visitor, purchase, "watch").replace("&iss=https", "&iss=http");
    assertThat(Services.end(visitor.get(another))).endsWith("#provider_failed");
    assertThat(services.pay(visitor, purchase, "watch")).isEqualTo("/pay/" + purchase.id());
    assertThat(visitor.outcome(purchase)).isEqualTo("approved");
  }

  @Test
  void whoWantsToChooseTheCardIsAskedAfterwards() {
    cards.verified(shopper.id(), bank.id(), TestCards.AMEX, true);
    Response left =
        visitor.send("/pay/" + purchase.id() + "/provider/phone", "{\"chooseCard\":true}");

    Services.end(visitor.get(services.through(left)));

    assertThat(visitor.view(purchase).<String>path("state")).isEqualTo("requires_authentication");
    assertThat(visitor.view(purchase).<List<?>>path("cards")).hasSize(2);
  }

  @Test
  void thePageOffersEveryServiceToEveryName() {
    Purchase unknown = shop.sell("nobody-has-this", 1999);
    String page = new Visitor().at(shop, unknown).get("/pay/" + unknown.id()).asString();

    assertThat(new Visitor().open(shop, unknown).asString())
        .contains("data-name=\"phone\"", "Confirm with Your phone", "Confirm with Your watch");
    assertThat(page).isNotEmpty();
  }

  @Test
  void fiveFailuresLockThisDoorAndNoOther() {
    phone.says(claims -> claims.put("sub", "person-2"));
    try (Inbox inbox = Inbox.open()) {
      for (int i = 0; i < 5; i++) {
        assertThat(services.pay(visitor, purchase, "phone")).endsWith("#provider_failed");
      }
      inbox.await(shopper.email(), "identity service");
    }
    services.phone();

    assertThat(services.pay(visitor, purchase, "phone")).endsWith("#provider_failed");
    assertThat(
            visitor
                .prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper))
                .<String>path("state"))
        .isEqualTo("approved");
  }

  @Test
  void whoDeclinesAtTheServiceHasMadeNoTry() {
    String declined =
        services
            .thereAndBack(visitor, purchase, "phone")
            .replaceFirst("code=[^&]*", "error=access_denied");

    assertThat(Services.end(visitor.get(declined))).endsWith("#provider_failed");
    assertThat(tables.read("select count(*) from limit_counter where limit_name like 'TOKEN%'"))
        .isEqualTo(0L);
    assertThat(phone.answers()).isEmpty();
  }

  @Test
  void aWayThatTakesTooLongEndsInNothing() {
    String callback = services.thereAndBack(visitor, purchase, "phone");
    TestClock.ahead(Duration.ofMinutes(6));

    assertThat(Services.end(visitor.get(callback))).endsWith("#provider_failed");
    assertThat(phone.answers()).isEmpty();
  }

  @Test
  void aServiceThatThereIsNotOrThatNobodyRunsIsSaidAtOnce() {
    assertThat(services.leave(visitor, purchase, "nowhere").statusCode()).isEqualTo(404);
    Response gone = services.leave(visitor, purchase, "gone");
    assertThat(gone.statusCode()).isEqualTo(503);
    assertThat(gone.<String>path("code")).isEqualTo("unavailable");
  }

  @Test
  void aPaymentThatEndedSendsNobodyAnywhere() {
    visitor.prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper));

    assertThat(services.leave(visitor, purchase, "phone").<String>path("code"))
        .isEqualTo("payment_ended");
  }
}
