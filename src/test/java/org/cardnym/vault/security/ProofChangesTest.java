package org.cardnym.vault.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.account.Holder.done;
import static org.cardnym.vault.account.Holder.refused;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import org.cardnym.vault.Inbox;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.account.Holder;
import org.cardnym.vault.otp.App;
import org.cardnym.vault.session.PageSessions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class ProofChangesTest {
  private static final String NEW = "nine herons over the weir";

  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject Tables tables;
  private Shop shop;
  private Shopper shopper;
  private Holder holder;

  @BeforeEach
  void open() {
    shop = house.open();
    shopper = shoppers.withCard();
    holder = Holder.signedIn(shoppers, shopper);
  }

  @Test
  void aNewPasswordPaysTheOldOneDoesNotAndTheOwnerIsTold() {
    try (Inbox inbox = Inbox.open()) {
      Holder elsewhere = Holder.signedIn(shoppers, shopper);
      String before = holder.session();

      done(change(NEW));

      assertThat(pay(NEW, shoppers.freshCode(shopper)).<String>path("state")).isEqualTo("approved");
      refused(pay(Shoppers.PASSWORD, shoppers.freshCode(shopper)), 403, "proof_failed");
      refused(elsewhere.view(), 401, "session_ended");
      assertThat(holder.session()).isNotEqualTo(before);
      assertThat(holder.view().statusCode()).isEqualTo(200);
      var thief = new Holder(shoppers, shopper, new Visitor());
      thief.visitor.plant(PageSessions.COOKIE, before);
      refused(thief.view(), 401, "session_ended");
      inbox.await(shopper.email(), "password of your Cardnym account was changed");
    }
  }

  @Test
  void aChangeMakesTheProofNoFresher() {
    TestClock.ahead(Duration.ofMinutes(4));
    done(change(NEW));
    TestClock.ahead(Duration.ofMinutes(6));

    refused(change("ten bitterns in the reeds"), 403, "proof_too_old");
  }

  @Test
  void withoutAFreshProofNothingChanges() {
    TestClock.ahead(Duration.ofMinutes(6));

    refused(change(NEW), 403, "proof_too_old");
    refused(holder.post("security/app"), 403, "proof_too_old");
    refused(confirm("000000"), 403, "proof_too_old");

    TestClock.ahead(Duration.ZERO);
    assertThat(pay(Shoppers.PASSWORD, shoppers.freshCode(shopper)).<String>path("state"))
        .isEqualTo("approved");
  }

  @Test
  void withoutASessionNothingChanges() {
    var nobody = new Holder(shoppers, shopper, new Visitor());

    refused(nobody.post("security/password", password(NEW)), 401, "session_ended");
    refused(nobody.post("security/app"), 401, "session_ended");
    refused(nobody.post("security/app/confirm", "{\"code\":\"000000\"}"), 401, "session_ended");
    refused(holder.post("security/password"), 400, "malformed");
  }

  @ParameterizedTest
  @CsvSource({
    "short,password_too_short",
    "qwertyuiop,password_common",
    "'tab\\tin the middle',password_characters"
  })
  void theRulesHoldHereToo(String unfit, String code) {
    refused(change(unfit), 422, code);

    assertThat(pay(Shoppers.PASSWORD, shoppers.freshCode(shopper)).<String>path("state"))
        .isEqualTo("approved");
  }

  @Test
  void thePayersOwnNameAndAddressMakeNoPassword() {
    refused(change(shopper.alias() + "-1"), 422, "password_context");
    refused(change(shopper.email()), 422, "password_context");
  }

  @Test
  void aNewAppIsInUseFromItsFirstCodeOnAndTheOldOneUntilThen() {
    try (Inbox inbox = Inbox.open()) {
      Holder elsewhere = Holder.signedIn(shoppers, shopper);
      String old = shoppers.freshCode(shopper);
      App app = App.type(holder.post("security/app").path("secret"));
      assertThat(pay(Shoppers.PASSWORD, old).<String>path("state")).isEqualTo("approved");
      refused(confirm("000000"), 422, "code_wrong");
      assertThat(elsewhere.view().statusCode()).isEqualTo(200);

      done(confirm(app.code(Duration.ofSeconds(-30))));

      assertThat(pay(Shoppers.PASSWORD, app.code()).<String>path("state")).isEqualTo("approved");
      refused(elsewhere.view(), 401, "session_ended");
      assertThat(holder.view().statusCode()).isEqualTo(200);
      refused(confirm(app.code()), 422, "code_wrong");
      inbox.await(shopper.email(), "authenticator app of your Cardnym account was changed");
    }
  }

  @Test
  void anotherPayersSessionConfirmsNothingOfThisOne() {
    App app = App.type(holder.post("security/app").path("secret"));
    Holder other = Holder.signedIn(shoppers, shoppers.withCard());

    refused(
        other.post("security/app/confirm", "{\"code\":\"%s\"}".formatted(app.code())),
        422,
        "code_wrong");
  }

  private Response change(String to) {
    return holder.post("security/password", password(to));
  }

  private Response confirm(String code) {
    return holder.post("security/app/confirm", "{\"code\":\"%s\"}".formatted(code));
  }

  private static String password(String text) {
    return "{\"password\":\"%s\"}".formatted(text);
  }

  private Response pay(String password, String code) {
    Purchase purchase = shop.sell(shopper.alias(), 100);
    return new Visitor().at(shop, purchase).prove(purchase, password, code);
  }
}
