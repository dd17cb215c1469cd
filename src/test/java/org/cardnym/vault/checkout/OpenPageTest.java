package org.cardnym.vault.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.merchant.Merchants;
import org.cardnym.vault.session.KnownBrowsers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class OpenPageTest {
  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject Merchants merchants;
  private final Visitor visitor = new Visitor();
  private Shop shop;
  private Purchase purchase;

  @BeforeEach
  void open() {
    shop = house.open();
    purchase = shop.sell("somebody", 1999);
  }

  @Test
  void theShopsFormOpensThePageForThisBrowser() {
    Response opened = visitor.post(purchase, shop.origin());

    assertThat(opened.statusCode()).isEqualTo(303);
    assertThat(opened.header("Location")).endsWith("/pay/" + purchase.id());
    Cookie bound = opened.getDetailedCookie("__Host-" + purchase.id());
    assertThat(bound.getSameSite()).isEqualTo("Lax");
    assertThat(bound.getMaxAge()).isGreaterThanOrEqualTo(900);
    Response page = visitor.get(opened.header("Location"));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.asString())
        .contains("\u20ac19.99", "A-1001", "One mug")
        .doesNotContain("somebody");
    assertThat(page.header("Cache-Control")).contains("no-store");
    assertThat(page.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"https://evil.example", "null", "https://shop.example.evil.example"})
  void aFormOfAnybodyElseBindsNothing(String origin) {
    Response refused = visitor.post(purchase, origin);

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.getCookies()).isEmpty();
    assertThat(visitor.get("/pay/" + purchase.id()).statusCode()).isEqualTo(403);
  }

  @Test
  void anotherShopsFormBindsNothing() {
    assertThat(visitor.post(purchase, Shop.open(merchants).origin()).statusCode()).isEqualTo(403);
  }

  @Test
  void whoFollowsALinkIsToldWhereThePaymentWasBegun() {
    Response followed = visitor.get(purchase.path());

    assertThat(followed.statusCode()).isEqualTo(403);
    assertThat(followed.asString())
        .contains("begun elsewhere", merchants.get(shop.id()).displayName());
    assertThat(followed.getCookies()).isEmpty();
  }

  @Test
  void theIdAloneTellsNothing() {
    Response bare = visitor.get("/pay/" + purchase.id());
    Response none = visitor.get("/pay/pay_00000000000000000000000000");

    assertThat(bare.statusCode()).isEqualTo(403);
    assertThat(bare.asString())
        .isEqualTo(none.asString())
        .doesNotContain(merchants.get(shop.id()).displayName());
    String guessed =
        purchase.path().substring(0, purchase.path().length() - 22) + "AAAAAAAAAAAAAAAAAAAAAA";
    assertThat(visitor.get(guessed).statusCode()).isEqualTo(404);
  }

  @Test
  void onlyTheBoundBrowserSeesThePayment() {
    visitor.at(shop, purchase);

    assertThat(visitor.view(purchase).<String>path("state")).isEqualTo("requires_authentication");
    Response stranger = new Visitor().view(purchase);
    assertThat(stranger.statusCode()).isEqualTo(403);
    assertThat(stranger.<String>path("code")).isEqualTo("begun_elsewhere");
    Response forged = new Visitor().prove(purchase, "x", "000000");
    assertThat(forged.<String>path("code")).isEqualTo("begun_elsewhere");
  }

  @Test
  void beforeTheFirstProofTheShopMayOpenItAnew() {
    visitor.at(shop, purchase);
    Visitor second = new Visitor().at(shop, purchase);

    assertThat(visitor.view(purchase).statusCode()).isEqualTo(403);
    assertThat(second.view(purchase).statusCode()).isEqualTo(200);
  }

  @Test
  void afterTheProofTheFormOnlyLeadsToThePage() {
    Shopper shopper = shoppers.withCard();
    purchase = shop.sell(shopper.alias(), 1999);
    visitor.at(shop, purchase);
    assertThat(visitor.prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper)).statusCode())
        .isEqualTo(200);

    var second = new Visitor();
    Response again = second.post(purchase, shop.origin());

    assertThat(again.statusCode()).isEqualTo(303);
    assertThat(again.getCookies()).isEmpty();
    assertThat(second.view(purchase).statusCode()).isEqualTo(403);
    assertThat(visitor.view(purchase).<String>path("state")).isEqualTo("approved");
    assertThat(visitor.get("/pay/" + purchase.id()).asString())
        .contains("Your bank approved the payment.");
  }

  @Test
  void anExpiredPaymentCanNoLongerBePaid() {
    Shopper shopper = shoppers.withCard();
    purchase = shop.sell(shopper.alias(), 1999);
    visitor.at(shop, purchase);
    String code = shoppers.freshCode(shopper);
    TestClock.ahead(Duration.ofMinutes(15));

    Response late = visitor.prove(purchase, Shoppers.PASSWORD, code);

    assertThat(late.<String>path("code")).isIn("payment_expired", "payment_ended");
    assertThat(visitor.view(purchase).<String>path("state")).isEqualTo("expired");
  }

  @Test
  void aBrowserBecomesRecognizableByGivingBothProofsAndStaysSo() {
    Shopper shopper = shoppers.withCard();
    purchase = shop.sell(shopper.alias(), 1999);
    visitor.at(shop, purchase);
    assertThat(visitor.cookie(KnownBrowsers.COOKIE)).isNull();

    visitor.prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper));
    String recognizable = visitor.cookie(KnownBrowsers.COOKIE);
    assertThat(visitor.outcome(purchase)).isEqualTo("approved");
    Purchase second = shop.sell(shopper.alias(), 2000);
    visitor.at(shop, second).prove(second, Shoppers.PASSWORD, shoppers.freshCode(shopper));

    assertThat(recognizable).isNotNull();
    assertThat(visitor.cookie(KnownBrowsers.COOKIE)).isEqualTo(recognizable);
  }

  @Test
  void proofsThatFailMakeNoBrowserRecognizable() {
    Shopper shopper = shoppers.withCard();
    purchase = shop.sell(shopper.alias(), 1999);

    visitor.at(shop, purchase).prove(purchase, "not the password", "000000");

    assertThat(visitor.cookie(KnownBrowsers.COOKIE)).isNull();
  }

  /** Somebody else's own cookie, or one that the vault did not sign. */
  @Test
  void aCookieThatWasPreparedIsReplacedWhenItsBrowserPays() {
    Shopper thief = shoppers.withCard();
    Purchase theirs = shop.sell(thief.alias(), 500);
    var thiefsBrowser = new Visitor().at(shop, theirs);
    thiefsBrowser.prove(theirs, Shoppers.PASSWORD, shoppers.freshCode(thief));
    Shopper owner = shoppers.withCard();
    for (String prepared :
        List.of(
            thiefsBrowser.cookie(KnownBrowsers.COOKIE),
            "00000000-0000-7000-8000-000000000000.AAAAAAAAAAAAAAAAAAAAAA")) {
      var shared = new Visitor();
      shared.plant(KnownBrowsers.COOKIE, prepared);
      Purchase paid = shop.sell(owner.alias(), 500);
      shared.at(shop, paid).prove(paid, Shoppers.PASSWORD, shoppers.freshCode(owner));
      assertThat(shared.outcome(paid)).isEqualTo("approved");

      assertThat(shared.cookie(KnownBrowsers.COOKIE)).isNotEqualTo(prepared);
    }
  }
}
