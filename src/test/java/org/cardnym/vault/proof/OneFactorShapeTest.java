package org.cardnym.vault.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.cardnym.vault.QuickPayments;
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
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.proof.OneFactorPolicy.Terms;
import org.cardnym.vault.session.KnownBrowsers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A password alone tells nobody whether it was right, nor what is left to its payer. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class OneFactorShapeTest {
  private static final String WRONG = "seven kestrels at dusk";
  private static final int TRIES = 5;
  private static final String OPTIONAL = " data-optional";

  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject OneFactorPolicy policy;
  @Inject Tables tables;
  private final Visitor own = new Visitor();
  private final Visitor theirs = new Visitor();
  private Shop shop;
  private Shopper shopper;

  @BeforeEach
  void open() {
    shop = house.open();
    policy.set(new Terms("EUR", 3_000, 1, 3_000), "test");
    shopper = shoppers.withCard();
    pays(own, shopper);
  }

  @Test
  void aRightPasswordBeyondTheExemptionIsAnsweredAsAWrongOneByteForByte() throws IOException {
    Shopper limited = shoppers.withCard(false);
    pays(theirs, limited);
    useUp();
    var answers = new ArrayList<String>();
    try (var page = new RawPage()) {
      answers.add(raw(page, own, sold(own, shopper.alias(), 100), WRONG));
      answers.add(raw(page, own, sold(own, shopper.alias(), 100), Shoppers.PASSWORD));
      answers.add(raw(page, theirs, sold(theirs, limited.alias(), 100), WRONG));
      answers.add(raw(page, theirs, sold(theirs, limited.alias(), 100), Shoppers.PASSWORD));
    }

    assertThat(answers.getFirst()).startsWith("HTTP/1.1 403 ").contains("\"proof_failed\"");
    assertThat(answers).containsOnly(answers.getFirst());
  }

  @Test
  void whereThePageAsksForBothHalfOfThemIsAnsweredAlikeForEveryName() throws IOException {
    var stranger = new Visitor();
    var answers = new ArrayList<String>();
    try (var page = new RawPage()) {
      for (String password : List.of(WRONG, Shoppers.PASSWORD)) {
        answers.add(raw(page, own, sold(own, shopper.alias(), 3_001), password));
        answers.add(raw(page, stranger, sold(stranger, shopper.alias(), 100), password));
        answers.add(raw(page, stranger, sold(stranger, "nobody-has-this", 100), password));
      }
    }

    assertThat(answers.getFirst()).startsWith("HTTP/1.1 400 ").contains("\"malformed\"");
    assertThat(answers).containsOnly(answers.getFirst());
  }

  @Test
  void rightAndWrongOnesRunTheSameStatements() {
    Shopper limited = shoppers.withCard(false);
    pays(theirs, limited);
    useUp();
    for (Visitor browser : List.of(own, theirs)) {
      String alias = (browser == own ? shopper : limited).alias();
      statements(browser, alias, WRONG);
      List<String> wrong = statements(browser, alias, WRONG);

      assertThat(wrong).isNotEmpty();
      assertThat(statements(browser, alias, Shoppers.PASSWORD)).isEqualTo(wrong);
    }
  }

  @Test
  void inAStrangersBrowserEveryNameRunsTheSameStatements() {
    statements(new Visitor(), "nobody-has-this", WRONG);
    List<String> unknown = statements(new Visitor(), "nobody-has-this", WRONG);

    assertThat(unknown).isNotEmpty();
    assertThat(statements(new Visitor(), shopper.alias(), WRONG)).isEqualTo(unknown);
    assertThat(statements(new Visitor(), shopper.alias(), Shoppers.PASSWORD)).isEqualTo(unknown);
  }

  @Test
  void triesCountAtThePasswordsDoorAndStandInTheTrail() {
    useUp();
    for (int i = 0; i < TRIES; i++) {
      own.proveAlone(sold(own, shopper.alias(), 100), Shoppers.PASSWORD);
    }

    Purchase next = sold(own, shopper.alias(), 100);
    assertThat(own.prove(next, Shoppers.PASSWORD, shoppers.freshCode(shopper)).<String>path("code"))
        .as("right ones, at a locked door")
        .isEqualTo("proof_failed");
    Object failed =
        tables.read(
            "select count(*) from audit_entry where actor = ?1 and action = 'PROOF_FAILED'",
            Payers.actor(shopper.id()));
    assertThat(failed).isEqualTo((long) TRIES);
  }

  @Test
  void aPasswordThatPaysAloneOpensNoOtherDoor() {
    Purchase failing = sold(own, shopper.alias(), 100);
    for (int i = 0; i < TRIES - 1; i++) {
      own.prove(failing, Shoppers.PASSWORD, "000000");
    }
    useUp();
    Purchase next = sold(own, shopper.alias(), 100);
    own.prove(next, Shoppers.PASSWORD, "000000");

    assertThat(own.prove(next, Shoppers.PASSWORD, shoppers.freshCode(shopper)).<String>path("code"))
        .isEqualTo("proof_failed");
  }

  @Test
  void onlyThePayersOwnBrowserSeesThatTheCodeIsOptional() {
    Purchase small = sold(own, shopper.alias(), 3_000);
    Purchase big = sold(own, shopper.alias(), 3_001);
    Purchase others = sold(own, shoppers.withCard().alias(), 100);
    var stranger = new Visitor();

    assertThat(page(own, small)).contains(OPTIONAL).contains("(optional)");
    assertThat(page(own, big)).doesNotContain(OPTIONAL);
    assertThat(page(own, others)).doesNotContain(OPTIONAL);
    String held = page(stranger, sold(stranger, shopper.alias(), 100));
    assertThat(held).doesNotContain(OPTIONAL);
    assertThat(page(stranger, sold(stranger, "nobody-has-this", 100))).isEqualTo(held);
    own.proveAlone(small, WRONG);
    assertThat(page(own, small)).doesNotContain(OPTIONAL);
    Purchase another = sold(own, shopper.alias(), 100);
    policy.unset("EUR", "test");
    assertThat(page(own, another)).doesNotContain(OPTIONAL);
  }

  @Test
  void thePageTellsNothingOfWhatIsLeft() {
    String before = page(own, sold(own, shopper.alias(), 100));
    useUp();

    assertThat(page(own, sold(own, shopper.alias(), 100))).isEqualTo(before);
  }

  private void pays(Visitor browser, Shopper payer) {
    Purchase purchase = sold(browser, payer.alias(), 100);
    String code = shoppers.freshCode(payer);
    assertThat(browser.prove(purchase, Shoppers.PASSWORD, code).<String>path("state"))
        .isEqualTo("approved");
  }

  private void useUp() {
    Purchase purchase = sold(own, shopper.alias(), 100);
    assertThat(own.proveAlone(purchase, Shoppers.PASSWORD).<String>path("state"))
        .isEqualTo("approved");
  }

  private Purchase sold(Visitor visitor, String alias, long cents) {
    Purchase purchase = shop.sell(alias, cents);
    visitor.at(shop, purchase);
    return purchase;
  }

  private static String raw(RawPage page, Visitor browser, Purchase purchase, String password) {
    var cookies = new HashMap<String, String>();
    for (String name : List.of("__Host-" + purchase.id(), KnownBrowsers.COOKIE)) {
      if (browser.cookie(name) != null) {
        cookies.put(name, browser.cookie(name));
      }
    }
    return page.post(
            "/pay/" + purchase.id() + "/proofs", cookies, "{\"password\":\"" + password + "\"}")
        .bytes();
  }

  private List<String> statements(Visitor visitor, String alias, String password) {
    Purchase purchase = sold(visitor, alias, 100);
    Statements.forget();
    assertThat(visitor.proveAlone(purchase, password).statusCode()).isIn(400, 403);
    return Statements.ofRequest();
  }

  /** Without what is the single payment's own. */
  private static String page(Visitor visitor, Purchase purchase) {
    return visitor
        .get("/pay/" + purchase.id())
        .asString()
        .replace(purchase.id(), "")
        .replaceAll("data-left=\"\\d+\"", "");
  }
}
