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
import java.util.Locale;
import java.util.Set;
import org.cardnym.vault.Inbox;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.Statements;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestDoors;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.card.TestCards;
import org.cardnym.vault.issuer.HouseBank;
import org.cardnym.vault.passkey.Authenticator;
import org.cardnym.vault.passkey.SignedPasskey;
import org.cardnym.vault.passkey.TestPasskeys;
import org.cardnym.vault.payer.PayerLocks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Paying with a passkey, and each way in which that must not work. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class PasskeyPaymentTest {
  private static final int TRIES = 5;
  private static final Set<String> OWN_TO_EACH = Set.of("x-request-id", "date");

  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject TestPasskeys passkeys;
  @Inject HouseBank bank;
  @Inject TestCards cards;
  @Inject Tables tables;
  @Inject PayerLocks locks;
  @Inject Evidences evidences;
  private Shop shop;
  private Shopper shopper;
  private Authenticator phone;

  @BeforeEach
  void open() {
    shop = house.open();
    shopper = shoppers.withCard();
    phone = passkeys.of(shopper.id());
  }

  /** A browser on the page of a payment. */
  private record Open(Visitor visitor, Purchase purchase) {
    String challenge() {
      Response asked = visitor.send("/pay/" + purchase.id() + "/passkey", "{}");
      assertThat(asked.statusCode()).isEqualTo(200);
      return asked.path("challenge");
    }

    Response give(SignedPasskey signed) {
      return give(signed, "");
    }

    Response give(SignedPasskey signed, String more) {
      return visitor.send("/pay/" + purchase.id() + "/proofs", json(signed, more));
    }

    Response pay(Authenticator authenticator) {
      return give(authenticator.sign(challenge()));
    }
  }

  @Test
  void oneTouchPaysAndTheEvidenceSaysHow() {
    Open open = open(shopper.alias(), 100);

    Response paid = open.pay(phone);

    assertThat(paid.statusCode()).isEqualTo(200);
    assertThat(paid.<String>path("state")).isEqualTo("approved");
    Evidence evidence = proven(open.purchase());
    assertThat(evidence.amr()).containsExactly("swk", "user", "mfa");
    assertThat(evidence.acr()).isEqualTo("user_verified");
    assertThat(evidence.bound()).isEqualTo(Evidence.Bound.SIGNED);
  }

  @Test
  void whatIsAskedIsTheSameForEveryName() {
    Response known = ask(open(shopper.alias(), 100));
    Response unknown = ask(open("nobody-has-this", 100));

    assertThat(known.asString().replaceAll("\"challenge\":\"[^\"]{43}\"", ""))
        .isEqualTo(unknown.asString().replaceAll("\"challenge\":\"[^\"]{43}\"", ""))
        .doesNotContain("allowCredentials");
  }

  @Test
  void anotherBrowserAndAPaidPaymentAreAskedNothing() {
    Open open = open(shopper.alias(), 100);
    var stranger = new Visitor();

    assertThat(ask(new Open(stranger, open.purchase())).<String>path("code"))
        .isEqualTo("begun_elsewhere");
    open.pay(phone);
    assertThat(ask(open).<String>path("code")).isEqualTo("payment_ended");
    assertThat(
            TestDoors.pages()
                .header("Origin", "https://evil.example")
                .contentType("application/json")
                .body("{}")
                .post("/pay/" + open.purchase().id() + "/passkey")
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void everythingThatIsWrongHasOneAnswer() {
    Shopper another = shoppers.withCard();
    Authenticator anothers = passkeys.of(another.id());
    Shopper stopped = shoppers.withCard();
    Authenticator stoppeds = passkeys.of(stopped.id());
    QuarkusTransaction.requiringNew().run(() -> locks.lock(stopped.id(), "person:op-1", "test"));
    Open ten = open(shopper.alias(), 1000);
    Open eleven = open(shopper.alias(), 1100);
    Open replayed = open(shopper.alias(), 100);
    SignedPasskey used = phone.sign(replayed.challenge());
    assertThat(replayed.give(used).statusCode()).isEqualTo(200);
    var answers = new ArrayList<String>();

    answers.add(told(open(shopper.alias(), 100).give(used)));
    answers.add(told(eleven.give(phone.sign(ten.challenge()))));
    answers.add(told(ten.give(phone.sign(open(shopper.alias(), 1000).challenge()))));
    shop = house.open();
    answers.add(told(open(shopper.alias(), 1000).give(phone.sign(ten.challenge()))));
    answers.add(told(open(shopper.alias(), 100).pay(anothers)));
    answers.add(told(open(another.alias(), 100).pay(Authenticator.at(TestDoors.pagesOrigin()))));
    answers.add(told(open(another.alias(), 100).pay(phone)));
    answers.add(told(open("nobody-has-this", 100).pay(phone)));
    answers.add(told(open(stopped.alias(), 100).pay(stoppeds)));
    answers.add(told(open(shoppers.withCard().alias(), 100).pay(phone.verifies(false))));
    answers.add(told(open(shopper.alias(), 100).pay(phone.verifies(false))));
    phone.verifies(true).origin("https://evil.example");
    answers.add(told(open(shopper.alias(), 100).pay(phone)));
    phone.origin(TestDoors.pagesOrigin());
    answers.add(told(stranger(another.alias(), "not the password")));

    assertThat(answers.getFirst()).startsWith("403").contains("proof_failed");
    assertThat(answers).containsOnly(answers.getFirst());
  }

  @Test
  void passkeyThatWasAPayersOwnIsOfNoUseForTheirPaymentFromAnotherPage() {
    Open open = open(shopper.alias(), 100);
    Open other = open(shopper.alias(), 100);
    String challenge = open.challenge();

    assertThat(other.give(phone.sign(challenge)).statusCode()).isEqualTo(403);
    assertThat(open.give(phone.sign(challenge)).statusCode()).isEqualTo(403);
    assertThat(open.pay(phone).statusCode()).isEqualTo(200);
  }

  @Test
  void fiveFailuresLockPasskeysOfStrangersOnly() {
    try (Inbox inbox = Inbox.open()) {
      fail(TRIES);
      Response locked = open(shopper.alias(), 100).pay(phone);

      assertThat(locked.statusCode()).isEqualTo(403);
      assertThat(Inbox.text(inbox.await(shopper.email()))).contains("tried a passkey");
    }
    Open byPassword = open(shopper.alias(), 100);
    assertThat(
            byPassword
                .visitor()
                .prove(byPassword.purchase(), Shoppers.PASSWORD, shoppers.freshCode(shopper))
                .<String>path("state"))
        .isEqualTo("approved");
    Open known = again(byPassword.visitor());
    assertThat(known.pay(phone).<String>path("state")).isEqualTo("approved");
  }

  @Test
  void passwordsThatStrangersLockedLeavePasskeysAlone() {
    for (int i = 0; i < TRIES; i++) {
      stranger(shopper.alias(), "not the password");
    }

    assertThat(open(shopper.alias(), 100).pay(phone).statusCode()).isEqualTo(200);
  }

  @Test
  void oneThatHoldsGivesTheTriesBack() {
    fail(TRIES - 1);
    assertThat(open(shopper.alias(), 100).pay(phone).statusCode()).isEqualTo(200);
    fail(TRIES - 1);

    assertThat(open(shopper.alias(), 100).pay(phone).statusCode()).isEqualTo(200);
  }

  @Test
  void copyIsStoppedAndItsOwnerTold() {
    try (Inbox inbox = Inbox.open()) {
      assertThat(open(shopper.alias(), 100).pay(phone.count(7)).statusCode()).isEqualTo(200);

      assertThat(open(shopper.alias(), 100).pay(phone.count(7)).statusCode()).isEqualTo(403);

      assertThat(Inbox.text(inbox.await(shopper.email(), "its counter went back"))).isNotEmpty();
    }
    assertThat(open(shopper.alias(), 100).pay(phone.count(8)).statusCode()).isEqualTo(403);
  }

  @Test
  void whoWantsToChooseTheCardChoosesAfterTheTouch() {
    cards.verified(shopper.id(), bank.id(), TestCards.AMEX, true);
    Open open = open(shopper.alias(), 100);

    Response held = open.give(phone.sign(open.challenge()), ",\"chooseCard\":true");

    assertThat(held.<List<Object>>path("cards")).hasSize(2);
    assertThat(
            open.visitor()
                .choose(open.purchase(), held.<String>path("cards[1].id"))
                .<String>path("state"))
        .isEqualTo("approved");
  }

  @Test
  void twoWaysAtOnceAndHalfAPasskeyAreNoTry() {
    Open open = open(shopper.alias(), 100);
    SignedPasskey signed = phone.sign(open.challenge());
    String both = ",\"password\":\"x\",\"code\":\"123456\"";

    assertThat(open.give(signed, both).statusCode()).isEqualTo(400);
    assertThat(
            open.visitor()
                .send("/pay/" + open.purchase().id() + "/proofs", "{\"passkey\":{\"id\":\"AAAA\"}}")
                .statusCode())
        .isEqualTo(400);
    assertThat(open.give(signed).statusCode()).isEqualTo(200);
  }

  @Test
  void nameThatNobodyHasRunsTheSameStatementsFromTheFirstTryPastTheLock() {
    Open known = open(shopper.alias(), 100);
    Open without = open(shoppers.withCard().alias(), 100);
    Open unknown = open("nobody-has-this", 100);
    open("warming-up", 100).pay(phone);

    for (int i = 0; i < TRIES + 2; i++) {
      phone.verifies(false);
      List<String> forKnown = statements(known);
      assertThat(statements(unknown)).as("try %d", i + 1).isEqualTo(forKnown).isNotEmpty();
      assertThat(statements(without)).as("try %d", i + 1).isEqualTo(forKnown);
    }
  }

  @Test
  void whatWasSignedStandsNowhere() {
    Open open = open(shopper.alias(), 100);
    SignedPasskey signed = phone.sign(open.challenge());
    open.give(signed);

    assertThat(tables.rows("audit_entry").toString()).doesNotContain(signed.signature());
    assertThat(signed).hasToString("SignedPasskey");
  }

  private Evidence proven(Purchase purchase) {
    return evidences.of(List.of(purchase.uuid())).values().iterator().next();
  }

  private List<String> statements(Open open) {
    SignedPasskey signed = phone.sign(open.challenge());
    Statements.forget();
    assertThat(open.give(signed).statusCode()).isEqualTo(403);
    return Statements.ofRequest();
  }

  private void fail(int times) {
    Open open = open(shopper.alias(), 100);
    for (int i = 0; i < times; i++) {
      assertThat(open.pay(Authenticator.at(TestDoors.pagesOrigin())).statusCode()).isEqualTo(403);
    }
  }

  private Response stranger(String alias, String password) {
    Open open = open(alias, 100);
    return open.visitor().prove(open.purchase(), password, "000000");
  }

  private Open open(String alias, long cents) {
    Purchase purchase = shop.sell(alias, cents);
    return new Open(new Visitor().at(shop, purchase), purchase);
  }

  private Open again(Visitor visitor) {
    Purchase purchase = shop.sell(shopper.alias(), 100);
    return new Open(visitor.at(shop, purchase), purchase);
  }

  private static Response ask(Open open) {
    return open.visitor().send("/pay/" + open.purchase().id() + "/passkey", "{}");
  }

  static String json(SignedPasskey signed, String more) {
    return """
    {"passkey":{"id":"%s","clientData":"%s","authenticatorData":"%s","signature":"%s",\
    "userHandle":"%s"}%s}\
    """
        .formatted(
            signed.id(),
            signed.clientData(),
            signed.authenticatorData(),
            signed.signature(),
            signed.userHandle(),
            more);
  }

  /** All of an answer but what names the single request. */
  private static String told(Response answer) {
    return answer.statusCode()
        + answer.asString().replaceAll("\"request\":\"[^\"]*\"", "")
        + answer.headers().asList().stream()
            .filter(header -> !OWN_TO_EACH.contains(header.getName().toLowerCase(Locale.ROOT)))
            .map(Header::toString)
            .sorted()
            .toList();
  }
}
