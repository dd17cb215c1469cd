package org.cardnym.vault.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.limit.Limit.OTP_STRANGERS;
import static org.cardnym.vault.limit.Limit.PASSKEY_STRANGERS;
import static org.cardnym.vault.limit.Limit.PASSWORD_STRANGERS;
import static org.cardnym.vault.limit.Limit.SMS_STRANGERS;
import static org.cardnym.vault.limit.Limit.TOKEN_STRANGERS;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cardnym.vault.Phones;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestDoors;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.account.Holder;
import org.cardnym.vault.biometric.IdentityService;
import org.cardnym.vault.biometric.Services;
import org.cardnym.vault.merchant.Merchant;
import org.cardnym.vault.merchant.Merchants;
import org.cardnym.vault.passkey.Authenticator;
import org.cardnym.vault.passkey.TestPasskeys;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.session.PageSessions;
import org.cardnym.vault.session.PaymentBrowsers;
import org.cardnym.vault.sms.TestMobiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two hundred guesses at once (CVE-2026-35597 is what happens otherwise), from an address that may
 * try so often: at each door five at most are judged, and neither the owner's browser nor another
 * way to prove is locked with it.
 */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(OneBusyAddress.class)
class ParallelGuessesTest {
  private static final long JUDGED = 5;
  private static final String GUESS = "\"password\":\"not the password\",\"code\":\"000000\"";

  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject TestPasskeys passkeys;
  @Inject Services services;
  @Inject TestMobiles mobiles;
  @Inject Merchants merchants;
  @Inject Tables tables;
  private Shop shop;
  private Shopper shopper;
  private Authenticator phone;
  private Visitor own;

  @BeforeEach
  void open() {
    shop = house.open();
    shopper = shoppers.withCard();
    phone = passkeys.of(shopper.id());
    own = new Visitor();
    assertThat(pays(own, Shoppers.PASSWORD, shoppers.freshCode(shopper))).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/account/sign-in {\"alias\":\"NAME\",\"proofs\":{GUESS}}",
        "/enrol/sign-in {\"alias\":\"NAME\",GUESS}"
      })
  @Guessed(
      at = {"POST /account/sign-in", "POST /enrol/sign-in"},
      by = {PASSWORD_STRANGERS, OTP_STRANGERS})
  void ofTwoHundredSignInsAtOnceAtMostFiveAreJudged(String asked) throws Exception {
    String path = asked.substring(0, asked.indexOf(' '));
    String body =
        asked
            .substring(asked.indexOf(' ') + 1)
            .replace("NAME", shopper.alias())
            .replace("GUESS", GUESS);

    refused(Crowd.guess((page, i) -> page.post(path, Map.of(), body)));

    atMostFiveWereJudged();
    assertThat(pays(new Visitor(), Shoppers.PASSWORD, shoppers.freshCode(shopper))).isEqualTo(403);
    assertThat(pays(own, Shoppers.PASSWORD, shoppers.freshCode(shopper))).isEqualTo(200);
  }

  @Test
  @Guessed(
      at = "POST /pay/{id}/proofs",
      by = {PASSWORD_STRANGERS, OTP_STRANGERS})
  void ofTwoHundredPasswordsForPaymentsAtOnceAtMostFiveAreJudgedAndThePasskeyStillPays()
      throws Exception {
    Opened opened = opened(new Visitor());

    refused(
        Crowd.guess((page, i) ->
            page.post(opened.path() + "/proofs", opened.cookies(), "{" + GUESS + "}")));

    atMostFiveWereJudged();
    assertThat(pays(new Visitor(), Shoppers.PASSWORD, shoppers.freshCode(shopper))).isEqualTo(403);
    assertThat(touches(new Visitor())).isEqualTo(200);
    assertThat(pays(own, Shoppers.PASSWORD, shoppers.freshCode(shopper))).isEqualTo(200);
  }

  @Test
  @Guessed(at = "POST /pay/{id}/proofs", by = SMS_STRANGERS)
  void ofTwoHundredCodesByMessageAtOnceAtMostFiveAreJudgedAndTheAppStillPays() throws Exception {
    String number = mobiles.of(shopper.id());
    try (Phones phones = Phones.open()) {
      Opened opened = opened(new Visitor());
      String right = sent(phones, number, opened);
      String guess = "{\"password\":\"%s\",\"smsCode\":\"00000000\"}".formatted(Shoppers.PASSWORD);

      refused(
          Crowd.guess((page, i) -> page.post(opened.path() + "/proofs", opened.cookies(), guess)));

      atMostFiveWereJudged();
      assertThat(gives(opened, right)).isEqualTo(403);
      assertThat(pays(new Visitor(), Shoppers.PASSWORD, shoppers.freshCode(shopper)))
          .isEqualTo(200);
      assertThat(touches(new Visitor())).isEqualTo(200);
      Opened owns = opened(own);
      assertThat(gives(owns, sent(phones, number, owns))).isEqualTo(200);
    }
  }

  @Test
  @Guessed(at = "POST /pay/{id}/proofs", by = PASSKEY_STRANGERS)
  void ofTwoHundredForgedPasskeysAtOnceAtMostFiveAreJudgedAndThePasswordStillPays()
      throws Exception {
    Opened opened = opened(new Visitor());
    Authenticator forged = forged();

    refused(
        Crowd.guess((page, i) ->
            page.post(
                opened.path() + "/proofs",
                opened.cookies(),
                signed(page, opened.path() + "/passkey", opened.cookies(), forged))));

    passkeysOfStrangersAreLocked();
  }

  @Test
  @Guessed(at = "POST /pay/{id}/elsewhere/proofs", by = PASSKEY_STRANGERS)
  void ofTwoHundredForgedPasskeysInAnotherBrowserAtMostFiveAreJudged() throws Exception {
    merchants.setElsewhere("test", shop.id(), Merchant.Elsewhere.PASSKEY, "test");
    OtherBrowser other = OtherBrowser.at(opened(new Visitor()).purchase()).goneOn();
    String cookie = PaymentBrowsers.elsewhereName(other.purchase().uuid());
    Map<String, String> cookies = Map.of(cookie, other.visitor().cookie(cookie));
    String alias = ",\"alias\":\"%s\"".formatted(shopper.alias());
    Authenticator forged = forged();

    refused(
        Crowd.guess((page, i) ->
            page.post(
                other.path() + "/proofs",
                cookies,
                signed(page, other.path() + "/passkey", cookies, forged, alias))));

    passkeysOfStrangersAreLocked();
  }

  @Test
  @Guessed(at = "POST /account/sign-in", by = PASSKEY_STRANGERS)
  void ofTwoHundredSignInsByForgedPasskeysAtOnceAtMostFiveAreJudged() throws Exception {
    Authenticator forged = forged();

    refused(
        Crowd.guess((page, i) ->
            page.post(
                "/account/sign-in",
                Map.of(),
                "{\"alias\":\"%s\",\"proofs\":%s}"
                    .formatted(
                        shopper.alias(),
                        signed(page, "/account/sign-in/passkey", Map.of(), forged)))));

    passkeysOfStrangersAreLocked();
  }

  @Test
  @Guessed(
      at = "POST /account/prove",
      by = {PASSWORD_STRANGERS, OTP_STRANGERS})
  void ofTwoHundredProofsInAStolenSessionAtMostFiveAreJudged() throws Exception {
    Holder holder = Holder.signedIn(shoppers, shopper);

    refused(
        Crowd.guess((page, i) -> page.post("/account/prove", session(holder), "{" + GUESS + "}")));

    atMostFiveWereJudged();
    assertThat(holder.prove(Shoppers.PASSWORD, shoppers.freshCode(shopper)).statusCode())
        .isEqualTo(403);
    assertThat(pays(own, Shoppers.PASSWORD, shoppers.freshCode(shopper))).isEqualTo(200);
  }

  @Test
  @Guessed(at = "POST /account/prove", by = PASSKEY_STRANGERS)
  void ofTwoHundredForgedPasskeysInAStolenSessionAtMostFiveAreJudged() throws Exception {
    Holder holder = Holder.signedIn(shoppers, shopper);
    Authenticator forged = forged();

    refused(
        Crowd.guess((page, i) ->
            page.post(
                "/account/prove",
                session(holder),
                signed(page, "/account/prove/passkey", session(holder), forged))));

    passkeysOfStrangersAreLocked();
  }

  @Test
  @Guessed(at = "GET /pay/callback", by = TOKEN_STRANGERS)
  void ofTwoHundredTokensOfAnotherPersonAtMostFiveAreJudgedAndThePasswordStillPays()
      throws Exception {
    IdentityService phonesOwn = services.phone();
    services.link(shopper.id(), "phone", "person-1");
    phonesOwn.says(claims -> claims.put("sub", "person-2"));
    List<Back> back =
        each(() -> {
          Opened opened = opened(new Visitor());
          return new Back(
              services.thereAndBack(opened.visitor(), opened.purchase(), "phone"),
              opened.cookies());
        });

    List<Integer> statuses =
        Crowd.guess((page, i) -> page.get(back.get(i).path(), back.get(i).cookies()));

    assertThat(statuses).containsOnly(303);
    atMostFiveWereJudged();
    services.phone();
    assertThat(confirms(new Visitor())).endsWith("#provider_failed");
    assertThat(pays(new Visitor(), Shoppers.PASSWORD, shoppers.freshCode(shopper))).isEqualTo(200);
    assertThat(confirms(own)).doesNotContain("#");
  }

  @Test
  void ofTwoHundredCallbacksWithOneStateOneIsJudged() throws Exception {
    services.phone().says(claims -> claims.put("sub", "person-2"));
    services.link(shopper.id(), "phone", "person-1");
    Opened opened = opened(new Visitor());
    var back =
        new Back(
            services.thereAndBack(opened.visitor(), opened.purchase(), "phone"), opened.cookies());

    Crowd.guess((page, i) -> page.get(back.path(), back.cookies()));

    assertThat(entries(Payers.actor(shopper.id()), "PROOF_FAILED")).isEqualTo(1);
    services.phone();
    assertThat(confirms(new Visitor())).doesNotContain("#");
  }

  /** Where an identity service sends a browser back to, and what that brings along. */
  private record Back(String location, Map<String, String> cookies) {
    String path() {
      return location.substring(TestDoors.pagesOrigin().length());
    }
  }

  /** One for each of the crowd, some at a time. */
  private static <T> List<T> each(Callable<T> work) throws Exception {
    try (var threads = Executors.newFixedThreadPool(16)) {
      var all = new ArrayList<Future<T>>();
      for (int i = 0; i < Crowd.SIZE; i++) {
        all.add(threads.submit(work));
      }
      var done = new ArrayList<T>();
      for (Future<T> each : all) {
        done.add(each.get());
      }
      return done;
    }
  }

  private String confirms(Visitor visitor) {
    return services.pay(visitor, opened(visitor).purchase(), "phone");
  }

  private Authenticator forged() {
    return phone.withKeyOf(Authenticator.at(TestDoors.pagesOrigin()));
  }

  private static String signed(
      RawPage page, String ask, Map<String, String> cookies, Authenticator key) {
    return signed(page, ask, cookies, key, "");
  }

  private static String signed(
      RawPage page, String ask, Map<String, String> cookies, Authenticator key, String more) {
    String asked = page.post(ask, cookies, "{}").text();
    return PasskeyPaymentTest.json(key.sign(JsonPath.from(asked).getString("challenge")), more);
  }

  private static Map<String, String> session(Holder holder) {
    return Map.of(PageSessions.COOKIE, holder.session());
  }

  /** The vault may be too busy to count all. */
  private static void refused(List<Integer> statuses) {
    assertThat(statuses).isSubsetOf(403, 503);
  }

  private void passkeysOfStrangersAreLocked() {
    atMostFiveWereJudged();
    assertThat(touches(new Visitor())).isEqualTo(403);
    assertThat(pays(new Visitor(), Shoppers.PASSWORD, shoppers.freshCode(shopper))).isEqualTo(200);
    assertThat(touches(own)).isEqualTo(200);
  }

  /** Fewer, where a try had one of its two doors' last places and not the other's. */
  private void atMostFiveWereJudged() {
    String actor = Payers.actor(shopper.id());
    assertThat(entries(actor, "PROOF_FAILED")).isBetween(1L, JUDGED);
    assertThat(entries(actor, "PROOF_LOCKED")).isGreaterThan(JUDGED);
  }

  private long entries(String actor, String action) {
    return (long)
        tables.read(
            "select count(*) from audit_entry where actor = ?1 and action = ?2", actor, action);
  }

  /** A payment's page in a browser. */
  private record Opened(Purchase purchase, Visitor visitor) {
    String path() {
      return "/pay/" + purchase.id();
    }

    Map<String, String> cookies() {
      String name = "__Host-" + purchase.id();
      return Map.of(name, visitor.cookie(name));
    }
  }

  private Opened opened(Visitor visitor) {
    Purchase purchase = shop.sell(shopper.alias(), 100);
    return new Opened(purchase, visitor.at(shop, purchase));
  }

  private int pays(Visitor visitor, String password, String code) {
    Opened opened = opened(visitor);
    return visitor.prove(opened.purchase(), password, code).statusCode();
  }

  /** The newest code that was sent for a payment. */
  private static String sent(Phones phones, String number, Opened opened) {
    int before = phones.to(number).size();
    assertThat(opened.visitor().send(opened.path() + "/sms", "{}").statusCode()).isEqualTo(200);
    return phones.await(number, before + 1).getLast().code();
  }

  private static int gives(Opened opened, String code) {
    String proofs = "{\"password\":\"%s\",\"smsCode\":\"%s\"}".formatted(Shoppers.PASSWORD, code);
    return opened.visitor().send(opened.path() + "/proofs", proofs).statusCode();
  }

  private int touches(Visitor visitor) {
    Opened opened = opened(visitor);
    String challenge = visitor.send(opened.path() + "/passkey", "{}").path("challenge");
    return visitor
        .send(opened.path() + "/proofs", PasskeyPaymentTest.json(phone.sign(challenge), ""))
        .statusCode();
  }
}
