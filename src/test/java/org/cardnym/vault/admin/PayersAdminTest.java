package org.cardnym.vault.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.TestDoors.admin;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.passkey.TestPasskeys;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.payer.TestPayers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Operators see of a payer what helps, and nothing that says who it is. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class PayersAdminTest {
  private static final String PAYERS = "/admin/v1/payers/";
  private static final int TRIES = 5;

  @Inject TestHouse house;
  @Inject TestPasskeys passkeys;
  @Inject Shoppers shoppers;
  @Inject Payers payers;
  @Inject Tables tables;
  @Inject Alarms alarms;
  private final Visitor visitor = new Visitor();
  private Shop shop;
  private Shopper shopper;
  private String id;

  @BeforeEach
  void open() {
    shop = house.open();
    shopper = shoppers.withCard();
    id = wire(shopper.id());
  }

  @Test
  void whoHelpsSeesWhatKeepsAPayerFromPayingAndNothingThatSaysWhoItIs() {
    Purchase purchase = pay(visitor);
    passkeys.of(shopper.id());

    Response shown = auditor().get(PAYERS + id);

    shown
        .then()
        .statusCode(200)
        .body("id", equalTo(id))
        .body("state", equalTo("active"))
        .body("registeredAt", notNullValue())
        .body("frozen", equalTo(false))
        .body("lock", nullValue())
        .body("lockedDoors", empty())
        .body("proofs", contains("password", "otp", "passkey"))
        .body("cards", equalTo(Map.of("waiting", 0, "active", 1, "limited", 0, "frozen", 0)))
        .body("knownBrowsers", equalTo(1))
        .body("oneFactor", empty())
        .body("payments.last30Days", equalTo(1))
        .body("payments.lastAt", notNullValue());
    assertThat(shown.<Map<String, Object>>path("").keySet())
        .containsExactlyInAnyOrder(
            "id",
            "state",
            "registeredAt",
            "frozen",
            "lockedDoors",
            "proofs",
            "cards",
            "knownBrowsers",
            "oneFactor",
            "payments");
    assertThat(shown.asString())
        .doesNotContain(shopper.alias(), shopper.email(), purchase.id())
        .doesNotContain(shop.client(), "mer_", "crd_");
  }

  @Test
  void aNameIsLookedUpInAnySpellingAndTheLookIsInTheTrail() {
    Response found = lookup(" " + shopper.alias().toUpperCase(Locale.ROOT));

    found.then().statusCode(200).body("id", equalTo(id)).body("payments.lastAt", nullValue());
    assertThat(found.asString()).doesNotContainIgnoringCase(shopper.alias());
    operator().get(PAYERS + id).then().statusCode(200);
    trail(id)
        .then()
        .body("items.findAll { it.action == 'payer_looked_up' }", hasSize(2))
        .body("items[0].actor", equalTo("person:op-1"))
        .body("items[0].facts.by", equalTo("id"))
        .body("items[1].facts.by", equalTo("name"));
  }

  @Test
  void aNameThatNobodyHasIsNotFoundAndStandsInTheTrailAsAHash() {
    lookup("nobody-has-this").then().statusCode(404).body("code", equalTo("not_found"));

    Object subject =
        tables.read(
            "select subject from audit_entry where action = 'PAYER_LOOKED_UP' and outcome ="
                + " 'REFUSED' order by entry_id desc limit 1");
    assertThat(subject.toString()).startsWith("name:").doesNotContain("nobody");
  }

  @ParameterizedTest
  @CsvSource({
    "4111111111111111,alias_like_card",
    "4111 1111-1111 1111,alias_like_card",
    "kestrel@mail.example,alias_like_email",
    "ab,alias_too_short",
    "admin,alias_reserved"
  })
  void whatCanBeNobodysNameIsRefusedWithoutEcho(String name, String code) {
    Response refused = lookup(name);

    refused.then().statusCode(422).body("code", equalTo(code));
    if (name.length() > 5) {
      assertThat(refused.asString()).doesNotContain(name);
    }
    assertThat(tables.rows("audit_entry").toString())
        .doesNotContain("4111111111111111", "kestrel@");
  }

  @Test
  void theStandInForUnknownNamesDoesNotExistHere() {
    String decoy = wire(payers.decoy());

    operator().get(PAYERS + decoy).then().statusCode(404).body("code", equalTo("not_found"));
    lock(decoy, "curious").then().statusCode(404).body("code", equalTo("not_found"));
    unlock(decoy, "curious", true).then().statusCode(404).body("code", equalTo("not_found"));
    assertThat(tables.read("select state from payer where payer_id = ?1", payers.decoy()))
        .isEqualTo("DECOY");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pyr_00000000000000000000000000", "4111111111111111", "pay_1"})
  void whoIsNotThereIsNotFound(String nobody) {
    operator().get(PAYERS + nobody).then().statusCode(404);
    lock(nobody, "curious").then().statusCode(404);
    unlock(nobody, "curious", false).then().statusCode(404);
  }

  @Test
  void anAuditorLooksAndChangesNothingAndAMerchantIsNobodyHere() {
    auditor()
        .body("{\"alias\":\"" + shopper.alias() + "\"}")
        .post(PAYERS + "lookup")
        .then()
        .statusCode(200);
    for (String act : new String[] {"lock", "unlock"}) {
      auditor().body("{\"reason\":\"x\"}").post(PAYERS + id + "/" + act).then().statusCode(403);
      admin(TestTokens.merchant(shop.client()))
          .body("{\"reason\":\"x\"}")
          .post(PAYERS + id + "/" + act)
          .then()
          .statusCode(403);
    }
    admin(TestTokens.merchant(shop.client())).get(PAYERS + id).then().statusCode(403);
    admin(TestTokens.merchant(shop.client()))
        .body("{\"alias\":\"" + shopper.alias() + "\"}")
        .post(PAYERS + "lookup")
        .then()
        .statusCode(403);

    assertThat(state()).isEqualTo("ACTIVE");
  }

  @ParameterizedTest
  @CsvSource({
    "{},400,malformed",
    "null,400,malformed",
    "'{\"reason\":\"\"}',400,malformed",
    "'{\"reason\":\"two\\nlines\"}',400,malformed",
    "'{\"reason\":\"asked by kestrel@mail.example\"}',400,malformed",
    "'{\"reason\":\"lost 4111 1111 1111 1111\"}',422,text_like_card"
  })
  void aReasonIsOnePlainLineWithoutCardOrContact(String body, int status, String code) {
    for (String act : new String[] {"lock", "unlock"}) {
      Response refused = operator().body(body).post(PAYERS + id + "/" + act);

      refused.then().statusCode(status).body("code", equalTo(code));
      assertThat(refused.asString()).doesNotContain("4111", "kestrel@");
    }
    assertThat(state()).isEqualTo("ACTIVE");
  }

  @Test
  void whoStillRegistersIsShownButNotLocked() {
    String registrant = wire(TestPayers.confirmed(payers));

    operator()
        .get(PAYERS + registrant)
        .then()
        .statusCode(200)
        .body("state", equalTo("pending"))
        .body("proofs", empty());
    lock(registrant, "odd").then().statusCode(409).body("code", equalTo("conflict"));
    unlock(registrant, "odd", false).then().statusCode(409).body("code", equalTo("conflict"));
  }

  @Test
  void doorsThatFailedTriesLockedAreShownAndOpenedWhereThatIsWanted() {
    pay(visitor);
    fail(new Visitor());
    fail(visitor);
    operator()
        .get(PAYERS + id)
        .then()
        .body(
            "lockedDoors.collect { it.proof + '/' + it.browsers }",
            contains("password/known", "otp/known", "password/strangers", "otp/strangers"))
        .body("lockedDoors[0].until", notNullValue());

    unlock(id, "called back", false)
        .then()
        .statusCode(200)
        .body("changed", equalTo(false))
        .body("doorsOpened", empty());
    assertThat(prove(new Visitor()).statusCode()).isEqualTo(403);
    unlock(id, "called back", true)
        .then()
        .statusCode(200)
        .body("changed", equalTo(true))
        .body("doorsOpened", hasSize(4));

    pay(new Visitor());
    pay(visitor);
    unlock(id, "called back", true).then().body("changed", equalTo(false));
    trail(id)
        .then()
        .body("items.findAll { it.action == 'doors_opened' }", hasSize(1))
        .body("items.find { it.action == 'doors_opened' }.facts.reason", equalTo("called back"))
        .body("items.findAll { it.action == 'payer_unlocked' }", empty());
  }

  @Test
  void recoveryMailsThatStrangersUsedUpAreShownAndGivenBackWhereThatIsWanted() {
    for (int i = 0; i < TRIES; i++) {
      recover();
    }
    operator()
        .get(PAYERS + id)
        .then()
        .body(
            "lockedDoors.collect { it.proof + '/' + it.browsers }", contains("recovery/strangers"));
    Object mails = recoveries();
    recover();
    assertThat(recoveries()).isEqualTo(mails);

    unlock(id, "called back", true).then().statusCode(200).body("doorsOpened", hasSize(1));

    recover();
    assertThat(recoveries()).isEqualTo((Long) mails + 1);
    operator().get(PAYERS + id).then().body("lockedDoors", empty());
  }

  @Test
  void afterARecoveryItIsShownUntilWhenNothingIsLoosened() {
    operator().get(PAYERS + id).then().body("loosensFrom", nullValue());
    Instant until = Instant.now().plus(Duration.ofHours(24)).truncatedTo(ChronoUnit.MICROS);
    QuarkusTransaction.requiringNew().run(() -> payers.tighten(shopper.id(), until));

    operator().get(PAYERS + id).then().body("loosensFrom", equalTo(until.toString()));

    QuarkusTransaction.requiringNew()
        .run(() -> payers.tighten(shopper.id(), Instant.now().minusSeconds(1)));
    operator().get(PAYERS + id).then().body("loosensFrom", nullValue());
  }

  private void recover() {
    String body = "{\"alias\":\"" + shopper.alias() + "\"}";
    assertThat(new Visitor().send("/account/recover/begin", body).statusCode()).isEqualTo(200);
  }

  private Object recoveries() {
    return tables.read("select count(*) from recovery where payer_id = ?1", shopper.id());
  }

  @Test
  void openingOnePayersDoorsLeavesAnothersLocked() {
    Shopper other = shoppers.withCard();
    fail(new Visitor(), other);
    fail(new Visitor());

    unlock(id, "called back", true).then().statusCode(200);

    operator().get(PAYERS + wire(other.id())).then().body("lockedDoors", hasSize(2));
  }

  @Test
  void aPayerWhoseRowWasWrittenPastTheVaultIsNotShown() {
    tables.write("update payer set frozen_at = now() where payer_id = ?1", shopper.id());

    operator().get(PAYERS + id).then().statusCode(500).body("code", equalTo("row_refused"));
    lock(id, "fraud").then().statusCode(500).body("code", equalTo("row_refused"));
    alarms.await(id);
  }

  private Purchase pay(Visitor browser) {
    Purchase purchase = shop.sell(shopper.alias(), 100);
    browser.at(shop, purchase);
    assertThat(
            browser
                .prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper))
                .<String>path("state"))
        .isEqualTo("approved");
    return purchase;
  }

  private Response prove(Visitor browser) {
    Purchase purchase = shop.sell(shopper.alias(), 100);
    return browser
        .at(shop, purchase)
        .prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper));
  }

  private void fail(Visitor browser) {
    fail(browser, shopper);
  }

  private void fail(Visitor browser, Shopper victim) {
    Purchase purchase = shop.sell(victim.alias(), 100);
    browser.at(shop, purchase);
    for (int i = 0; i < TRIES; i++) {
      assertThat(browser.prove(purchase, "not the password", "000000").statusCode()).isEqualTo(403);
    }
  }

  private Object state() {
    return tables.read("select state from payer where payer_id = ?1", shopper.id());
  }

  private static Response lookup(String alias) {
    return operator().body("{\"alias\":\"" + alias + "\"}").post(PAYERS + "lookup");
  }

  private static Response lock(String payer, String reason) {
    return operator().body("{\"reason\":\"" + reason + "\"}").post(PAYERS + payer + "/lock");
  }

  private static Response unlock(String payer, String reason, boolean doors) {
    return operator()
        .body("{\"reason\":\"%s\",\"doors\":%s}".formatted(reason, doors))
        .post(PAYERS + payer + "/unlock");
  }

  private static Response trail(String subject) {
    return operator().get("/admin/v1/audit?limit=50&subject=" + subject);
  }

  private static String wire(UUID payerId) {
    return TypeId.of(IdKind.PAYER, payerId);
  }

  private static io.restassured.specification.RequestSpecification operator() {
    return admin(TestTokens.operator());
  }

  private static io.restassured.specification.RequestSpecification auditor() {
    return admin(TestTokens.auditor());
  }
}
