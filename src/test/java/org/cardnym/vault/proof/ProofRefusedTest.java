package org.cardnym.vault.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.Header;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cardnym.vault.Inbox;
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
import org.cardnym.vault.card.TestCards;
import org.cardnym.vault.issuer.HouseBank;
import org.cardnym.vault.password.HashingTurn;
import org.cardnym.vault.password.Passwords;
import org.cardnym.vault.payer.PayerLocks;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class ProofRefusedTest {
  private static final String WRONG = "not the password";
  private static final int TRIES = 5;

  /** As docs/architecture.md tells it; the try that locks also counts and queues a notice. */
  private static final int MOST_STATEMENTS = 17;

  private static final Set<String> OWN_TO_EACH = Set.of("x-request-id", "date");

  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject HouseBank bank;
  @Inject TestCards cards;
  @Inject Tables tables;
  @Inject Passwords passwords;
  @Inject PayerLocks locks;
  private Shop shop;

  @BeforeEach
  void open() {
    shop = house.open();
  }

  @Test
  void wrongUnknownUsedAndLockedHaveOneAnswer() {
    Shopper shopper = shoppers.withCard();
    Shopper stopped = stopped();
    String used = shoppers.freshCode(shopper);
    paid(new Visitor(), shopper, used);
    var answers = new ArrayList<String>();
    answers.add(told(stranger(shopper.alias()).prove(Shoppers.PASSWORD, used)));
    answers.add(told(stranger(shopper.alias()).prove(WRONG, shoppers.freshCode(shopper))));
    answers.add(told(stranger(shopper.alias()).prove(Shoppers.PASSWORD, "000000")));
    answers.add(told(stranger(shopper.alias()).prove(Shoppers.PASSWORD, "not a code")));
    answers.add(told(stranger("nobody-has-this").prove(Shoppers.PASSWORD, "000000")));
    answers.add(
        told(stranger(stopped.alias()).prove(Shoppers.PASSWORD, shoppers.freshCode(stopped))));
    answers.add(told(stranger(shopper.alias()).prove(WRONG, "000000")));
    answers.add(
        told(stranger(shopper.alias()).prove(Shoppers.PASSWORD, shoppers.freshCode(shopper))));

    assertThat(answers.getFirst()).startsWith("403").contains("proof_failed");
    assertThat(answers).containsOnly(answers.getFirst());
  }

  @Test
  void whetherACardIsToBeChosenTellsNothingAndCostsNothing() {
    Shopper shopper = shoppers.withCard();
    cards.verified(shopper.id(), bank.id(), TestCards.AMEX, true);
    shoppers.freshCode(shopper);
    stranger("warming-up").prove(WRONG, "000000");
    Stranger plain = stranger(shopper.alias());
    Stranger choosing = stranger(shopper.alias());
    Stranger unknown = stranger("nobody-has-this");

    Statements.forget();
    String answer = told(plain.prove(WRONG, "000000"));
    List<String> cost = Statements.ofRequest();

    for (Stranger each : List.of(choosing, unknown)) {
      Statements.forget();
      assertThat(told(each.visitor.proveToChoose(each.purchase, WRONG, "000000")))
          .isEqualTo(answer);
      assertThat(Statements.ofRequest()).isEqualTo(cost);
      assertThat(each.visitor.view(each.purchase).<Object>path("cards")).isNull();
    }
  }

  @Test
  void fiveFailuresOfStrangersLockStrangersOutButNotTheBrowserThatHasPaid() {
    Shopper shopper = shoppers.withCard();
    var own = new Visitor();
    paid(own, shopper, shoppers.freshCode(shopper));
    fail(shopper.alias(), TRIES);

    assertThat(
            stranger(shopper.alias())
                .prove(Shoppers.PASSWORD, shoppers.freshCode(shopper))
                .statusCode())
        .isEqualTo(403);
    paid(own, shopper, shoppers.freshCode(shopper));
  }

  @Test
  void theBrowserThatHasPaidHasFiveTriesOfItsOwn() {
    Shopper shopper = shoppers.withCard();
    var own = new Visitor();
    paid(own, shopper, shoppers.freshCode(shopper));
    Purchase purchase = shop.sell(shopper.alias(), 100);
    own.at(shop, purchase);
    for (int i = 0; i < TRIES; i++) {
      own.prove(purchase, WRONG, "000000");
    }

    assertThat(own.prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper)).statusCode())
        .isEqualTo(403);
    paid(new Visitor(), shopper, shoppers.freshCode(shopper));
  }

  @Test
  void proofsThatHoldGiveTheTriesBack() {
    Shopper shopper = shoppers.withCard();
    fail(shopper.alias(), TRIES - 1);
    paid(new Visitor(), shopper, shoppers.freshCode(shopper));
    fail(shopper.alias(), TRIES - 1);

    paid(new Visitor(), shopper, shoppers.freshCode(shopper));
  }

  @Test
  void aLockIsToldByMailOnceAndWrittenDown() {
    Shopper shopper = shoppers.withCard();
    try (Inbox inbox = Inbox.open()) {
      fail(shopper.alias(), TRIES + 2);

      assertThat(Inbox.text(inbox.await(shopper.email()))).contains("locked for 30 minutes");
      // A notice is forgotten once its mail has left, which is seen here first.
      tables.await(0L, "select count(*) from notice where payer_id = ?1", shopper.id());
      assertThat(inbox.to(shopper.email())).hasSize(1);
    }
    String actor = org.cardnym.vault.payer.Payers.actor(shopper.id());
    assertThat(
            tables.read(
                "select count(*) from audit_entry where actor = ?1 and action = 'PROOF_FAILED'",
                actor))
        .isEqualTo((long) TRIES);
    assertThat(
            tables.read(
                "select count(*) from audit_entry where actor = ?1 and action = 'PROOF_LOCKED'",
                actor))
        .isEqualTo(2L);
  }

  @Test
  void aNameThatNobodyHasRunsTheSameStatementsFromTheFirstTryPastTheLock() {
    Shopper shopper = shoppers.withCard();
    shoppers.freshCode(shopper);
    Stranger known = stranger(shopper.alias());
    Stranger unknown = stranger("nobody-has-this");
    stranger("warming-up").prove(WRONG, "000000");

    for (int i = 0; i < TRIES + 2; i++) {
      List<String> forKnown = statements(known);
      assertThat(forKnown)
          .hasSizeLessThanOrEqualTo(i == TRIES - 1 ? MOST_STATEMENTS + 3 : MOST_STATEMENTS);
      assertThat(statements(unknown)).as("try %d", i + 1).isEqualTo(forKnown).isNotEmpty();
    }
  }

  @Test
  void aPayerWhomAnOperatorLockedRunsTheStatementsOfANameThatNobodyHas() {
    Shopper stopped = stopped();
    Stranger known = stranger(stopped.alias());
    Stranger unknown = stranger("nobody-has-this");
    String code = shoppers.freshCode(stopped);
    stranger("warming-up").prove(WRONG, "000000");

    for (int i = 0; i < TRIES + 2; i++) {
      List<String> forKnown = statements(known, Shoppers.PASSWORD, code);
      assertThat(statements(unknown)).as("try %d", i + 1).isEqualTo(forKnown).isNotEmpty();
    }
    assertThat(tables.read("select count(*) from notice where payer_id = ?1", stopped.id()))
        .isEqualTo(0L);
  }

  @Test
  void anAddressThatHasHadItsTriesCostsOneStatementAndLearnsNothingOfANameNorLocksIt() {
    Shopper shopper = shoppers.withCard();
    Stranger known = stranger(shopper.alias());
    Stranger unknown = stranger("nobody-has-this");
    tables.write(
        "update limit_counter set tries = 1000000 where limit_name = 'PROOFS_PER_ADDRESS'");
    known.prove(WRONG, "000000");
    tables.write(
        "update limit_counter set tries = 1000000 where limit_name = 'PROOFS_PER_ADDRESS'");
    tables.write("delete from limit_counter where limit_name like 'PASSWORD%'");

    for (Stranger each : List.of(known, unknown)) {
      Statements.forget();
      assertThat(each.prove(WRONG, "000000").statusCode()).isEqualTo(429);
      assertThat(Statements.ofRequest()).hasSize(1);
    }
    assertThat(tables.read("select count(*) from limit_counter where limit_name like 'PASSWORD%'"))
        .isEqualTo(0L);
  }

  @Test
  void aVaultThatIsBusyHashingRefusesUncounted() {
    Shopper shopper = shoppers.withCard();
    Stranger stranger = stranger(shopper.alias());
    var turns = new ArrayList<HashingTurn>();
    try {
      takeAll(turns);
      for (int i = 0; i < TRIES + 1; i++) {
        Response busy = stranger.prove(Shoppers.PASSWORD, "000000");
        assertThat(busy.statusCode()).isEqualTo(503);
      }
    } finally {
      turns.forEach(HashingTurn::close);
    }

    paid(new Visitor(), shopper, shoppers.freshCode(shopper));
  }

  @Test
  void whoeverSetsPasswordsInNumbersTakesNoTurnFromThoseWhoProveTheirs() {
    var turns = new ArrayList<HashingTurn>();
    try {
      takeAll(turns);
      shoppers.withCard();
    } finally {
      turns.forEach(HashingTurn::close);
    }
  }

  @Test
  void locksAreToldByMailThreeTimesADayAtMost() {
    Shopper shopper = shoppers.withCard();
    for (int lock = 0; lock < 5; lock++) {
      fail(shopper.alias(), TRIES);
      tables.write(
          "delete from limit_counter where limit_name like 'PASSWORD%' or limit_name like 'OTP%'"
              + " or limit_name = 'PROOFS_PER_ADDRESS'");
    }

    assertThat(
            tables.read(
                "select count(*) from notice where payer_id = ?1 and kind = 'LOCKED'",
                shopper.id()))
        .isEqualTo(3L);
  }

  @Test
  void strangersLocksSwallowNoMailOfALockInTheOwnersBrowser() {
    Shopper shopper = shoppers.withCard();
    var own = new Visitor();
    paid(own, shopper, shoppers.freshCode(shopper));
    for (int lock = 0; lock < 4; lock++) {
      fail(shopper.alias(), TRIES);
      tables.write("delete from limit_counter where limit_name like '%_STRANGERS'");
    }
    Purchase purchase = shop.sell(shopper.alias(), 100);
    own.at(shop, purchase);
    Object before = locksTold(shopper);
    for (int i = 0; i < TRIES; i++) {
      assertThat(own.prove(purchase, WRONG, "000000").statusCode()).isEqualTo(403);
    }

    assertThat(before).isEqualTo(3L);
    assertThat(locksTold(shopper)).isEqualTo(4L);
  }

  /** Nobody takes this test's mail. */
  private Object locksTold(Shopper shopper) {
    return tables.read(
        "select count(*) from notice where payer_id = ?1 and kind = 'LOCKED'", shopper.id());
  }

  private void takeAll(List<HashingTurn> turns) {
    while (true) {
      try {
        turns.add(passwords.turn());
      } catch (Refusal full) {
        assertThat(full.code()).isEqualTo(ErrorCode.UNAVAILABLE);
        return;
      }
    }
  }

  @Test
  void anUnknownNameIsWrittenDownAsAHashOnly() {
    Stranger unknown = stranger("nobody-has-this-either");
    unknown.prove(WRONG, "000000");

    Object actor =
        tables.read(
            "select actor from audit_entry where subject = ?1 and action = 'PROOF_FAILED'",
            unknown.purchase.id());
    assertThat(actor.toString()).startsWith("name:").doesNotContain("nobody");
  }

  @Test
  void halfAStepIsNoTry() {
    Stranger stranger = stranger("somebody");
    Response half =
        stranger.visitor.send(
            "/pay/" + stranger.purchase.id() + "/proofs", "{\"password\":\"secret-words\"}");

    assertThat(half.statusCode()).isEqualTo(400);
    assertThat(half.asString()).doesNotContain("secret-words");
    assertThat(tables.read("select count(*) from limit_counter where limit_name like 'PASSWORD%'"))
        .isEqualTo(0L);
  }

  /** A browser that nobody knows, on the page of a payment for this name. */
  private record Stranger(Visitor visitor, Purchase purchase) {
    Response prove(String password, String code) {
      return visitor.prove(purchase, password, code);
    }
  }

  private Stranger stranger(String alias) {
    Purchase purchase = shop.sell(alias, 100);
    return new Stranger(new Visitor().at(shop, purchase), purchase);
  }

  private void fail(String alias, int times) {
    Stranger stranger = stranger(alias);
    for (int i = 0; i < times; i++) {
      assertThat(stranger.prove(WRONG, "000000").statusCode()).isEqualTo(403);
    }
  }

  private void paid(Visitor visitor, Shopper shopper, String code) {
    Purchase purchase = shop.sell(shopper.alias(), 100);
    visitor.at(shop, purchase);
    assertThat(visitor.prove(purchase, Shoppers.PASSWORD, code).<String>path("state"))
        .isEqualTo("approved");
  }

  /** A payer whom an operator has locked. */
  private Shopper stopped() {
    Shopper stopped = shoppers.withCard();
    QuarkusTransaction.requiringNew().run(() -> locks.lock(stopped.id(), "person:op-1", "test"));
    return stopped;
  }

  private static List<String> statements(Stranger stranger) {
    return statements(stranger, WRONG, "000000");
  }

  private static List<String> statements(Stranger stranger, String password, String code) {
    Statements.forget();
    assertThat(stranger.prove(password, code).statusCode()).isEqualTo(403);
    return Statements.ofRequest();
  }

  /** All of an answer but what names the single request. */
  private static String told(Response answer) {
    String headers =
        answer.headers().asList().stream()
            .filter(header ->
                !OWN_TO_EACH.contains(header.getName().toLowerCase(java.util.Locale.ROOT)))
            .map(Header::toString)
            .sorted()
            .toList()
            .toString();
    return answer.statusCode()
        + answer.asString().replaceAll("\"request\":\"[^\"]*\"", "")
        + headers;
  }
}
