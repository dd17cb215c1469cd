package org.cardnym.vault.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.proof.OtherBrowser.code;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.TestDoors;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.issuer.HouseBank;
import org.cardnym.vault.merchant.Merchant;
import org.cardnym.vault.merchant.Merchants;
import org.cardnym.vault.passkey.Authenticator;
import org.cardnym.vault.passkey.TestPasskeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a link to a payment's page leads to, and the step that has to be gone before anything. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class ElsewherePageTest {
  private static final String PRICE = "\u20ac19.99";

  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject TestPasskeys passkeys;
  @Inject Merchants merchants;
  @Inject HouseBank bank;
  private Shop shop;
  private Shopper shopper;
  private Authenticator phone;
  private Purchase purchase;
  private OtherBrowser other;

  @BeforeEach
  void open() {
    shop = house.open();
    set(Merchant.Elsewhere.PASSKEY);
    shopper = shoppers.withCard();
    phone = passkeys.of(shopper.id());
    purchase = shop.sell(shopper.alias(), 1999);
    other = OtherBrowser.at(purchase);
  }

  @Test
  void whoFollowsALinkIsToldWhoseItIsAndHowMuchBeforeAnythingCanBeGiven() {
    Visitor first = new Visitor().at(shop, purchase);
    String challenge = first.send("/pay/" + purchase.id() + "/passkey", "{}").path("challenge");

    Response told = other.follow();

    assertThat(told.statusCode()).isEqualTo(200);
    assertThat(told.asString())
        .contains("begun elsewhere", "maybe by somebody else", "close this page", name(), PRICE)
        .doesNotContain("A-1001", "One mug", shopper.alias(), shop.origin(), "<script", "webauthn");
    unframed(told);
    assertThat(told.getCookies()).isEmpty();
    assertThat(code(other.ask())).isEqualTo("begun_elsewhere");
    assertThat(code(other.view())).isEqualTo("begun_elsewhere");
    assertThat(code(other.give(shopper.alias(), phone.sign(challenge))))
        .isEqualTo("begun_elsewhere");
    nothingWasPaid();
  }

  @Test
  void theStepLeadsToAPageThatNamesThemAgain() {
    Response gone = other.press();
    Response page = other.visitor().get(gone.header("Location"));

    assertThat(gone.statusCode()).isEqualTo(303);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.asString())
        .contains(name(), PRICE, "Pay only if you began it yourself")
        .doesNotContain("A-1001", "One mug", shopper.alias(), shop.origin(), "webauthn");
    unframed(page);
    assertThat(other.follow().header("Location")).endsWith("/elsewhere");
  }

  @Test
  void whereTheShopIsSetToRefuseALinkMakesNobodyPay() {
    set(Merchant.Elsewhere.REFUSE);

    Response told = other.follow();
    Response pressed = other.press();

    assertThat(told.statusCode()).isEqualTo(403);
    assertThat(told.asString()).contains(name()).doesNotContain(PRICE, "<form");
    assertThat(pressed.statusCode()).isEqualTo(403);
    assertThat(pressed.getCookies()).isEmpty();
    assertThat(other.page().statusCode()).isEqualTo(403);
    assertThat(code(other.ask())).isEqualTo("begun_elsewhere");
    nothingWasPaid();
  }

  @Test
  void aShopThatIsSuspendedIsNotPaidElsewhere() {
    merchants.suspend("test", shop.id(), "test");

    assertThat(other.follow().statusCode()).isEqualTo(403);
    assertThat(other.press().statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"https://evil.example", "null"})
  void onlyTheVaultsOwnPageTakesThatStep(String origin) {
    Response pressed = other.visitor().goOn(purchase, purchase.secret(), origin);

    assertThat(pressed.statusCode()).isEqualTo(403);
    assertThat(pressed.getCookies()).isEmpty();
  }

  @Test
  void notEvenTheShopsOwnFormTakesThatStepNorOneWithoutTheSecret() {
    Visitor visitor = other.visitor();

    assertThat(visitor.goOn(purchase, purchase.secret(), shop.origin()).statusCode())
        .isEqualTo(403);
    for (String guessed : new String[] {"AAAAAAAAAAAAAAAAAAAAAA", ""}) {
      assertThat(visitor.goOn(purchase, guessed, TestDoors.pagesOrigin()).statusCode())
          .isEqualTo(404);
    }
    assertThat(code(other.ask())).isEqualTo("begun_elsewhere");
  }

  @Test
  void theIdAloneTellsNothing() {
    Response bare = other.page();

    assertThat(bare.statusCode()).isEqualTo(403);
    assertThat(bare.asString())
        .isEqualTo(new Visitor().get("/pay/pay_00000000000000000000000000/elsewhere").asString())
        .doesNotContain(name());
  }

  @Test
  void aNameThatNobodyHasLooksTheSame() {
    OtherBrowser stranger = OtherBrowser.at(shop.sell("nobody-has-this", 1999));

    assertThat(bare(stranger, stranger.follow())).isEqualTo(bare(other, other.follow()));
    assertThat(bare(stranger.goneOn(), stranger.page()))
        .isEqualTo(bare(other.goneOn(), other.page()));
  }

  @Test
  void oneOtherBrowserAtATimeGoesOnAndTheFirstStays() {
    Visitor first = new Visitor().at(shop, purchase);
    other.goneOn();
    OtherBrowser third = OtherBrowser.at(purchase).goneOn();

    assertThat(code(other.ask())).isEqualTo("begun_elsewhere");
    assertThat(code(other.view())).isEqualTo("begun_elsewhere");
    assertThat(first.view(purchase).<String>path("state")).isEqualTo("requires_authentication");
    assertThat(third.pay(shopper.alias(), phone).<String>path("state")).isEqualTo("approved");
    assertThat(OtherBrowser.at(purchase).press().statusCode()).isEqualTo(403);
  }

  private void set(Merchant.Elsewhere what) {
    merchants.setElsewhere("test", shop.id(), what, "test");
  }

  private String name() {
    return merchants.get(shop.id()).displayName();
  }

  private void nothingWasPaid() {
    assertThat(shop.look(purchase.id()).<String>path("state")).isEqualTo("requires_authentication");
    assertThat(bank.receivedFor(purchase.id())).isEmpty();
  }

  private static void unframed(Response page) {
    assertThat(page.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
    assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(page.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
  }

  /** All of a page but what names the single payment. */
  private static String bare(OtherBrowser browser, Response page) {
    return page.asString()
        .replace(browser.purchase().id(), "")
        .replace(browser.purchase().secret(), "")
        .replaceAll("data-left=\"[0-9]+\"", "");
  }
}
