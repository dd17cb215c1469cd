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
import java.util.List;
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
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.session.KnownBrowsers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Browsers that have paid, and those that are signed in. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class PlacesTest {
  private static final String BROWSERS = "security/browsers/";

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
  void aBrowserThatHasPaidIsListedAndKnowsItself() {
    pays(holder.visitor);
    pays(new Visitor());

    assertThat(view().<List<Boolean>>path("browsers.here")).containsExactly(false, true);
    assertThat(view().<String>path("browsers[1].lastPaidAt")).isNotEmpty();
    assertThat(view().asString()).doesNotContain(holder.visitor.cookie(KnownBrowsers.COOKIE));
  }

  @Test
  void aForgottenBrowserIsNewAgainAndTheOthersStay() {
    pays(holder.visitor);
    var other = new Visitor();
    pays(other);
    TestClock.ahead(Duration.ofMinutes(6));

    done(holder.post(BROWSERS + view().path("browsers[0].id") + "/forget"));

    assertThat(view().<List<Boolean>>path("browsers.here")).containsExactly(true);
    assertThat(audited("BROWSERS_FORGOTTEN")).isEqualTo(1L);
    TestClock.ahead(Duration.ZERO);
    lockStrangers();
    refused(tries(other), 403, "proof_failed");
    assertThat(tries(holder.visitor).<String>path("state")).isEqualTo("approved");
  }

  @Test
  void allBrowsersAreForgottenAtOnce() {
    pays(holder.visitor);
    pays(new Visitor());

    done(holder.post(BROWSERS + "forget"));

    assertThat(view().<List<?>>path("browsers")).isEmpty();
    lockStrangers();
    refused(tries(holder.visitor), 403, "proof_failed");
  }

  @Test
  void anotherPayersBrowserDoesNotExist() {
    var others = Holder.signedIn(shoppers, shoppers.withCard());
    pays(holder.visitor);
    String id = view().path("browsers[0].id");

    refused(others.post(BROWSERS + id + "/forget"), 404, "not_found");
    refused(others.post(BROWSERS + "brw_x/forget"), 404, "not_found");
    refused(
        others.post(BROWSERS + TypeId.of(IdKind.BROWSER, new java.util.UUID(1, 2)) + "/forget"),
        404,
        "not_found");
    assertThat(view().<List<?>>path("browsers")).hasSize(1);
  }

  @Test
  void signingOutElsewhereEndsEverySessionButThisOne() {
    Holder elsewhere = Holder.signedIn(shoppers, shopper);
    Holder stranger = Holder.signedIn(shoppers, shoppers.withCard());
    TestClock.ahead(Duration.ofMinutes(6));

    done(holder.post("security/sign-out-elsewhere"));

    refused(elsewhere.view(), 401, "session_ended");
    assertThat(holder.view().statusCode()).isEqualTo(200);
    assertThat(stranger.view().statusCode()).isEqualTo(200);
    assertThat(audited("SESSIONS_ENDED")).isEqualTo(1L);
  }

  @Test
  void withoutASessionNothingIsForgottenOrEnded() {
    pays(holder.visitor);
    String id = view().path("browsers[0].id");
    var nobody = new Holder(shoppers, shopper, new Visitor());

    refused(nobody.ask("security/view"), 401, "session_ended");
    for (String path :
        List.of(BROWSERS + id + "/forget", BROWSERS + "forget", "security/sign-out-elsewhere")) {
      refused(nobody.post(path), 401, "session_ended");
    }
    assertThat(view().<List<?>>path("browsers")).hasSize(1);
  }

  @Test
  void changesAreCounted() {
    done(holder.post(BROWSERS + "forget"));
    tables.write(
        "update limit_counter set tries = 1000000 where limit_name = 'ACCOUNT_CHANGES_PER_PAYER'");
    try {
      refused(holder.post(BROWSERS + "forget"), 429, "too_many_requests");
      refused(holder.post("security/sign-out-elsewhere"), 429, "too_many_requests");
    } finally {
      tables.write("delete from limit_counter where limit_name = 'ACCOUNT_CHANGES_PER_PAYER'");
    }
  }

  private Response view() {
    return holder.ask("security/view");
  }

  private void lockStrangers() {
    var stranger = new Holder(shoppers, shopper, new Visitor());
    for (int i = 0; i < 5; i++) {
      stranger.signIn("wrong password", "000000");
    }
  }

  private Response tries(Visitor visitor) {
    Purchase purchase = shop.sell(shopper.alias(), 100);
    visitor.at(shop, purchase);
    return visitor.prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper));
  }

  private void pays(Visitor visitor) {
    long before = known();
    assertThat(tries(visitor).<String>path("state")).isEqualTo("approved");
    tables.await(
        before + 1, "select count(*) from known_browser where payer_id = ?1", shopper.id());
  }

  private long known() {
    return (long)
        tables.read("select count(*) from known_browser where payer_id = ?1", shopper.id());
  }

  private Object audited(String action) {
    return tables.read(
        "select count(*) from audit_entry where action = ?1 and actor = ?2",
        action,
        Payers.actor(shopper.id()));
  }
}
