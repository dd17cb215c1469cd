package org.cardnym.vault.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.cardnym.vault.Inbox;
import org.cardnym.vault.Phones;
import org.cardnym.vault.Phones.Text;
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
import org.cardnym.vault.WithSms;
import org.cardnym.vault.payer.PayerLocks;
import org.cardnym.vault.sms.MobileNumbers;
import org.cardnym.vault.sms.TestMobiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Paying with a password and a code by text message, and each way in which that must not work. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(WithSms.class)
class SmsPaymentTest {
  private static final int TRIES = 5;
  private static final String WRONG = "not the password";

  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject TestMobiles mobiles;
  @Inject MobileNumbers numbers;
  @Inject Tables tables;
  @Inject PayerLocks locks;
  @Inject Policies policies;
  @Inject Evidences evidences;
  private Phones phones;
  private Shop shop;
  private Shopper shopper;
  private String number;

  @BeforeEach
  void open() {
    phones = Phones.open();
    shop = house.open();
    shopper = shoppers.withCard();
    number = mobiles.of(shopper.id());
  }

  @AfterEach
  void close() {
    phones.close();
  }

  @Test
  void passwordAndACodeToThePhonePayAndTheEvidenceSaysHow() {
    SmsPage open = open(shopper.alias(), 1999);

    Response asked = open.ask();
    Text text = phones.await(number);

    assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(200);
    assertThat(asked.<String>path("number")).isEqualTo(text.number());
    assertThat(asked.<Integer>path("minutes")).isEqualTo(10);
    assertThat(text.text())
        .contains(" pays €19.99 to Shop ")
        .endsWith("\n@localhost #" + text.code());
    String code = text.code();
    Response paid = open.give(Shoppers.PASSWORD, code.substring(0, 4) + " " + code.substring(4));
    assertThat(paid.statusCode()).as(paid.asString()).isEqualTo(200);
    assertThat(paid.<String>path("state")).isEqualTo("approved");
    Evidence evidence = proven(open.purchase());
    assertThat(evidence.amr()).containsExactly("pwd", "sms");
    assertThat(evidence.acr()).isEqualTo("two_factor");
    assertThat(evidence.bound()).isEqualTo(Evidence.Bound.RECORDED);
  }

  @Test
  void thePageOffersItToEverybody() {
    for (String alias : List.of(shopper.alias(), "nobody-has-this")) {
      Purchase purchase = shop.sell(alias, 100);

      assertThat(new Visitor().open(shop, purchase).asString())
          .contains("/pay/" + purchase.id() + "/sms", "Send a code to my phone", "pay-sms.js");
    }
  }

  @Test
  void everythingThatIsWrongHasOneAnswer() {
    Shopper another = shoppers.withCard();
    String anothers = mobiles.of(another.id());
    Shopper stopped = shoppers.withCard();
    String stoppeds = mobiles.of(stopped.id());
    SmsPage used = open(shopper.alias(), 100);
    String usedCode = used.code(phones, number);
    assertThat(used.give(Shoppers.PASSWORD, usedCode).statusCode()).isEqualTo(200);
    SmsPage ten = open(shopper.alias(), 1000);
    String tens = ten.code(phones, number);
    SmsPage eleven = open(shopper.alias(), 1100);
    String elevens = eleven.code(phones, number);
    SmsPage late = open(stopped.alias(), 100);
    String lates = late.code(phones, stoppeds);
    QuarkusTransaction.requiringNew().run(() -> locks.lock(stopped.id(), "person:op-1", "test"));
    var answers = new ArrayList<String>();

    answers.add(SmsPage.told(open(shopper.alias(), 100).give(Shoppers.PASSWORD, usedCode)));
    answers.add(SmsPage.told(eleven.give(Shoppers.PASSWORD, tens)));
    answers.add(SmsPage.told(ten.give(WRONG, tens)));
    answers.add(SmsPage.told(ten.give(Shoppers.PASSWORD, other(tens))));
    SmsPage theirs = open(another.alias(), 1000);
    String theirCode = theirs.code(phones, anothers);
    answers.add(SmsPage.told(open(another.alias(), 1000).give(Shoppers.PASSWORD, theirCode)));
    answers.add(SmsPage.told(theirs.give(Shoppers.PASSWORD, tens)));
    answers.add(
        SmsPage.told(open(shoppers.withCard().alias(), 1000).give(Shoppers.PASSWORD, tens)));
    answers.add(SmsPage.told(open("nobody-has-this", 1000).give(Shoppers.PASSWORD, tens)));
    answers.add(SmsPage.told(late.give(Shoppers.PASSWORD, lates)));
    answers.add(SmsPage.told(ten.give(Shoppers.PASSWORD, "not a code")));
    answers.add(SmsPage.told(ten.give(Shoppers.PASSWORD, tens)));
    answers.add(SmsPage.told(eleven.give(Shoppers.PASSWORD, elevens)));
    SmsPage byApp = open(another.alias(), 100);
    answers.add(SmsPage.told(byApp.visitor().prove(byApp.purchase(), WRONG, "000000")));

    assertThat(answers.getFirst()).startsWith("403").contains("proof_failed");
    assertThat(answers).containsOnly(answers.getFirst());
  }

  @Test
  void aCodeIsGoodForTenMinutesAndTheNewestOnly() {
    SmsPage open = open(shopper.alias(), 100);
    String first = open.code(phones, number);
    assertThat(open.ask().statusCode()).isEqualTo(200);
    String second = phones.await(number, 2).getLast().code();
    assertThat(open.give(Shoppers.PASSWORD, first).statusCode()).isEqualTo(403);

    TestClock.ahead(Duration.ofMinutes(10).plusSeconds(1));
    assertThat(open.give(Shoppers.PASSWORD, second).statusCode()).isEqualTo(403);
    TestClock.ahead(Duration.ofMinutes(9).plusSeconds(30));

    assertThat(open.give(Shoppers.PASSWORD, second).statusCode()).isEqualTo(200);
  }

  @Test
  void anotherBrowserAndAPaidPaymentAreSentNothing() {
    SmsPage open = open(shopper.alias(), 100);
    SmsPage stranger = new SmsPage(new Visitor(), open.purchase());

    assertThat(stranger.ask().<String>path("code")).isEqualTo("begun_elsewhere");
    String code = open.code(phones, number);
    assertThat(stranger.give(Shoppers.PASSWORD, code).<String>path("code"))
        .isEqualTo("begun_elsewhere");
    assertThat(open.give(Shoppers.PASSWORD, code).statusCode()).isEqualTo(200);
    assertThat(open.ask().<String>path("code")).isEqualTo("payment_ended");
    assertThat(
            TestDoors.pages()
                .header("Origin", "https://evil.example")
                .contentType("application/json")
                .body("{}")
                .post("/pay/" + open.purchase().id() + "/sms")
                .statusCode())
        .isEqualTo(403);
    assertThat(phones.to(number)).hasSize(1);
  }

  @Test
  void fiveFailuresLockCodesOfStrangersAndNothingElse() {
    var own = new Visitor();
    SmsPage first = open(own, shopper.alias());
    assertThat(first.give(Shoppers.PASSWORD, first.code(phones, number)).statusCode())
        .isEqualTo(200);
    SmsPage stranger = open(shopper.alias(), 100);
    String right = stranger.code(phones, number);
    try (Inbox inbox = Inbox.open()) {
      for (int i = 0; i < TRIES; i++) {
        assertThat(stranger.give(Shoppers.PASSWORD, other(right)).statusCode()).isEqualTo(403);
      }

      assertThat(stranger.give(Shoppers.PASSWORD, right).statusCode()).isEqualTo(403);
      assertThat(Inbox.text(inbox.await(shopper.email(), "Somebody tried")))
          .contains("password and a code by text message");
    }
    assertThat(open(shopper.alias(), 100).ask().statusCode()).isEqualTo(200);
    SmsPage byApp = open(shopper.alias(), 100);
    assertThat(
            byApp
                .visitor()
                .prove(byApp.purchase(), Shoppers.PASSWORD, shoppers.freshCode(shopper))
                .<String>path("state"))
        .isEqualTo("approved");
    SmsPage known = open(own, shopper.alias());
    assertThat(known.give(Shoppers.PASSWORD, known.code(phones, number)).statusCode())
        .isEqualTo(200);
    tables.await(0L, "select count(*) from notice where kind = 'PAYMENT_CODE'");
    assertThat(phones.to(number)).as("none was sent while it was locked").hasSize(3);
  }

  @Test
  void passwordsThatStrangersLockedLeaveThePhoneAlone() {
    SmsPage open = open(shopper.alias(), 100);
    for (int i = 0; i < TRIES; i++) {
      open.visitor().prove(open.purchase(), WRONG, "000000");
    }

    assertThat(open.give(Shoppers.PASSWORD, open.code(phones, number)).statusCode()).isEqualTo(200);
  }

  @Test
  void aNumberThatIsRemovedTakesItsCodesAlong() {
    SmsPage open = open(shopper.alias(), 100);
    String code = open.code(phones, number);

    QuarkusTransaction.requiringNew().run(() -> numbers.remove(shopper.id()));

    assertThat(open.give(Shoppers.PASSWORD, code).<String>path("code")).isEqualTo("proof_failed");
  }

  @Test
  void whatWantsASignatureTakesNoCodeByMessage() {
    var cap = new Policies.Cap(Rule.FAILED_PROOF, "EUR", 0, 0, Beyond.SIGNED);
    policies.set(cap, "test");
    SmsPage open = open(shopper.alias(), 100);
    String code = open.code(phones, number);

    assertThat(open.give(Shoppers.PASSWORD, other(code)).<String>path("code"))
        .isEqualTo("signed_proof_needed");

    assertThat(open.give(Shoppers.PASSWORD, code).<String>path("code"))
        .isEqualTo("signed_proof_needed");
    assertThat(open.ask().<String>path("code")).isEqualTo("signed_proof_needed");
  }

  @Test
  void twoWaysAtOnceAndHalfOfOneAreNoTry() {
    SmsPage open = open(shopper.alias(), 100);
    String code = open.code(phones, number);

    assertThat(open.give(Shoppers.PASSWORD, code, ",\"code\":\"123456\"").statusCode())
        .isEqualTo(400);
    assertThat(
            open.visitor()
                .send("/pay/" + open.purchase().id() + "/proofs", "{\"smsCode\":\"" + code + "\"}")
                .statusCode())
        .isEqualTo(400);
    assertThat(open.give(Shoppers.PASSWORD, code).statusCode()).isEqualTo(200);
  }

  @Test
  void neitherCodeNorNumberStandsAnywhereInTheClear() {
    SmsPage open = open(shopper.alias(), 100);
    String code = open.code(phones, number);
    open.give(Shoppers.PASSWORD, code);

    for (String table : List.of("mobile_number", "sms_code", "notice", "audit_entry")) {
      assertThat(tables.rows(table).toString())
          .doesNotContain(code, number.substring(1), hex(code), hex(number));
    }
  }

  private static String hex(String text) {
    var hex = new StringBuilder();
    text.chars().forEach(letter -> hex.append(Integer.toHexString(letter)));
    return hex.toString();
  }

  private Evidence proven(Purchase purchase) {
    return evidences.of(List.of(purchase.uuid())).values().iterator().next();
  }

  /** Another code. */
  private static String other(String code) {
    return (code.charAt(0) == '9' ? "0" : "9") + code.substring(1);
  }

  private SmsPage open(String alias, long cents) {
    Purchase purchase = shop.sell(alias, cents);
    return new SmsPage(new Visitor().at(shop, purchase), purchase);
  }

  private SmsPage open(Visitor visitor, String alias) {
    Purchase purchase = shop.sell(alias, 100);
    return new SmsPage(visitor.at(shop, purchase), purchase);
  }
}
