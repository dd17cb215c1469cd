package org.cardnym.vault.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.cardnym.vault.Phones;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.Statements;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.WithSms;
import org.cardnym.vault.payer.PayerLocks;
import org.cardnym.vault.sms.TestMobiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Asking for codes by text message tells nobody who has a number, and has an end. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(WithSms.class)
class SmsAsksTest {
  private static final int TRIES = 5;
  private static final String WRONG = "not the password";

  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject TestMobiles mobiles;
  @Inject Tables tables;
  @Inject PayerLocks locks;
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
  void whoeverIsAskedForTheAnswerIsTheSameAndNothingIsSentForNobody() {
    Shopper without = shoppers.withCard();
    Shopper stopped = shoppers.withCard();
    String stoppeds = mobiles.of(stopped.id());
    QuarkusTransaction.requiringNew().run(() -> locks.lock(stopped.id(), "person:op-1", "test"));
    open("warming-up", 100).ask();
    var answers = new ArrayList<String>();
    var costs = new ArrayList<List<String>>();

    for (String alias :
        List.of(shopper.alias(), without.alias(), stopped.alias(), "nobody-has-this")) {
      SmsPage open = open(alias, 100);
      Statements.forget();
      answers.add(SmsPage.told(open.ask()).replaceAll("\"number\":\"\\d\\d\"", ""));
      costs.add(Statements.ofRequest());
    }
    phones.await(number);
    tables.await(0L, "select count(*) from notice where kind = 'PAYMENT_CODE'");

    assertThat(answers.getFirst()).startsWith("200");
    assertThat(answers).containsOnly(answers.getFirst());
    assertThat(costs.getFirst()).isNotEmpty();
    assertThat(costs).containsOnly(costs.getFirst());
    assertThat(phones.all()).hasSize(1);
    assertThat(phones.to(stoppeds)).isEmpty();
  }

  @Test
  void triesOnNamesThatNobodyHasCostTheSameFromTheFirstPastTheLock() {
    SmsPage known = open(shopper.alias(), 100);
    known.code(phones, number);
    SmsPage without = open(shoppers.withCard().alias(), 100);
    without.ask();
    SmsPage unknown = open("nobody-has-this", 100);
    unknown.ask();
    open("warming-up", 100).give(WRONG, "00000000");

    for (int i = 0; i < TRIES + 2; i++) {
      List<String> forKnown = statements(known);
      assertThat(statements(unknown)).as("try %d", i + 1).isEqualTo(forKnown).isNotEmpty();
      assertThat(statements(without)).as("try %d", i + 1).isEqualTo(forKnown);
    }
  }

  @Test
  void onePaymentHasThreeCodesAndThenSaysSoForEveryName() {
    SmsPage known = open(shopper.alias(), 100);
    SmsPage unknown = open("nobody-has-this", 100);
    for (int i = 0; i < 3; i++) {
      assertThat(known.ask().statusCode()).isEqualTo(200);
      assertThat(unknown.ask().statusCode()).isEqualTo(200);
    }

    assertThat(known.ask().<String>path("code")).isEqualTo("too_many_requests");
    assertThat(unknown.ask().<String>path("code")).isEqualTo("too_many_requests");
    assertThat(open(shopper.alias(), 100).ask().statusCode()).isEqualTo(200);
  }

  @Test
  void strangersHaveTenADayForANameAndItsOwnBrowserHasItsOwn() {
    var own = new Visitor();
    SmsPage first = open(own, shopper.alias());
    assertThat(first.give(Shoppers.PASSWORD, first.code(phones, number)).statusCode())
        .isEqualTo(200);
    for (int i = 0; i < 11; i++) {
      assertThat(open(shopper.alias(), 100).ask().statusCode()).isEqualTo(200);
    }
    tables.await(0L, "select count(*) from notice where kind = 'PAYMENT_CODE'");
    assertThat(phones.to(number)).as("one was the own browser's").hasSize(10);
    house.forgetTries();
    assertThat(open(own, shopper.alias()).ask().statusCode()).isEqualTo(200);

    phones.await(number, 11);
  }

  @Test
  void oneAddressHasTwentyAnHour() {
    for (int i = 0; i < 20; i++) {
      assertThat(open("nobody-has-" + i + "-x", 100).ask().statusCode()).isEqualTo(200);
    }

    assertThat(open(shopper.alias(), 100).ask().<String>path("code"))
        .isEqualTo("too_many_requests");
  }

  private static List<String> statements(SmsPage open) {
    Statements.forget();
    assertThat(open.give(WRONG, "00000000").statusCode()).isEqualTo(403);
    return Statements.ofRequest();
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
