package org.cardnym.vault.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.proof.OtherBrowser.code;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.cardnym.vault.Inbox;
import org.cardnym.vault.QuickPayments;
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
import org.cardnym.vault.audit.AuditTrail;
import org.cardnym.vault.issuer.HouseBank;
import org.cardnym.vault.merchant.Merchant;
import org.cardnym.vault.merchant.Merchants;
import org.cardnym.vault.passkey.Authenticator;
import org.cardnym.vault.passkey.SignedPasskey;
import org.cardnym.vault.passkey.TestPasskeys;
import org.cardnym.vault.proof.Policies.Cap;
import org.cardnym.vault.session.KnownBrowsers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Paying in a browser that did not begin the payment, and each way in which that must not work. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class ElsewherePaymentTest {
  private static final int TRIES = 5;

  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject TestPasskeys passkeys;
  @Inject Merchants merchants;
  @Inject Policies policies;
  @Inject HouseBank bank;
  @Inject Tables tables;
  @Inject AuditTrail trail;
  @Inject Evidences evidences;
  private final Visitor first = new Visitor();
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
    first.at(shop, purchase);
    other = OtherBrowser.at(purchase).goneOn();
  }

  @Test
  void oneTouchPaysAndBothBrowsersSeeIt() {
    try (Inbox inbox = Inbox.open()) {
      Response paid = other.pay(shopper.alias(), phone);

      assertThat(paid.<String>path("state")).isEqualTo("approved");
      assertThat(paid.getCookies()).isEmpty();
      assertThat(paid.asString()).doesNotContain("A-1001", shop.origin());
      assertThat(first.view(purchase).<String>path("state")).isEqualTo("approved");
      assertThat(other.state()).isEqualTo("approved");
      assertThat(Inbox.text(inbox.await(shopper.email(), "begun in another browser")))
          .contains(merchants.get(shop.id()).displayName(), "19.99");
    }
    assertThat(other.visitor().cookie(KnownBrowsers.COOKIE)).isNull();
    assertThat(tables.read("select count(*) from known_browser where payer_id = ?1", shopper.id()))
        .isEqualTo(0L);
  }

  @Test
  void evidenceBankAndTrailAreToldThatItWasElsewhere() {
    other.pay(shopper.alias(), phone);

    Evidence evidence = evidences.of(List.of(purchase.uuid())).values().iterator().next();
    assertThat(evidence.policy()).isEqualTo("passkey-elsewhere");
    assertThat(evidence.amr()).containsExactly("swk", "user", "mfa");
    assertThat(evidence.bound()).isEqualTo(Evidence.Bound.SIGNED);
    assertThat(authentication()).containsEntry("policy", "passkey-elsewhere");
    assertThat(trail.page(null, purchase.id(), 20))
        .filteredOn(entry -> "elsewhere".equals(entry.facts().get("browser")))
        .hasSize(2);
  }

  @Test
  void aPaymentThatNoBrowserHasOpenedYetIsPaidAsWell() {
    OtherBrowser mailed = OtherBrowser.at(shop.sell(shopper.alias(), 100)).goneOn();

    assertThat(mailed.pay(shopper.alias(), phone).<String>path("state")).isEqualTo("approved");
  }

  @Test
  void noOtherProofIsTakenThere() {
    String both =
        "\"password\":\"%s\",\"code\":\"%s\""
            .formatted(Shoppers.PASSWORD, shoppers.freshCode(shopper));
    String alias = "\"alias\":\"%s\"".formatted(shopper.alias());
    String passkey =
        PasskeyPaymentTest.json(phone.sign(other.challenge()), "").replaceAll("^\\{|}$", "");

    for (String members :
        List.of(
            both,
            alias + "," + both,
            alias + ",\"password\":\"" + Shoppers.PASSWORD + "\"",
            alias + "," + passkey + "," + both,
            alias + "," + passkey + ",\"chooseCard\":true",
            passkey,
            alias,
            alias + ",\"passkey\":null")) {
      assertThat(other.visitor().send(other.path() + "/proofs", "{" + members + "}").statusCode())
          .as(members)
          .isEqualTo(400);
    }
    // Nor is its cookie any good at the doors of the browser that began.
    Map<String, String> doors =
        Map.of(
            "proofs", both,
            "passkey", "",
            "card", "\"card\":\"crd_00000000000000000000000000\"",
            "provider/anyone", "");
    doors.forEach((door, members) ->
        assertThat(
                code(
                    other
                        .visitor()
                        .send("/pay/" + purchase.id() + "/" + door, "{" + members + "}")))
            .as(door)
            .isEqualTo("begun_elsewhere"));
    assertThat(code(other.visitor().view(purchase))).isEqualTo("begun_elsewhere");
    nothingWasPaid();
  }

  @Test
  void everythingThatIsWrongHasOneAnswer() {
    OtherBrowser paid = OtherBrowser.at(shop.sell(shopper.alias(), 100)).goneOn();
    SignedPasskey used = phone.sign(paid.challenge());
    assertThat(paid.give(shopper.alias(), used).statusCode()).isEqualTo(200);
    OtherBrowser another = OtherBrowser.at(shop.sell(shopper.alias(), 1999)).goneOn();
    OtherBrowser nobodys = OtherBrowser.at(shop.sell("nobody-has-this", 1999)).goneOn();
    Authenticator anothers = passkeys.of(shoppers.withCard().id());
    var answers = new ArrayList<String>();

    answers.add(told(other.give(shopper.alias(), used)));
    answers.add(told(other.give(shopper.alias(), phone.sign(another.challenge()))));
    answers.add(told(other.pay("somebody-else", phone)));
    answers.add(told(other.pay(shopper.alias(), anothers)));
    answers.add(told(nobodys.pay(shopper.alias(), phone)));
    answers.add(told(nobodys.pay("nobody-has-this", phone)));
    house.forgetTries();
    answers.add(told(other.pay(shopper.alias(), phone.verifies(false))));
    phone.verifies(true).origin("https://evil.example");
    answers.add(told(other.pay(shopper.alias(), phone)));
    phone.origin(TestDoors.pagesOrigin());

    assertThat(answers.getFirst()).startsWith("403").contains("proof_failed");
    assertThat(answers).containsOnly(answers.getFirst());
    nothingWasPaid();
    assertThat(other.pay(shopper.alias(), phone).<String>path("state")).isEqualTo("approved");
  }

  @Test
  void aProofThatFailedThereMayEndThePayment() {
    policies.set(new Cap(Rule.FAILED_PROOF, "EUR", 1998, 1998, Beyond.END), "test");
    OtherBrowser small = OtherBrowser.at(shop.sell(shopper.alias(), 1998)).goneOn();
    OtherBrowser nobodys = OtherBrowser.at(shop.sell("nobody-has-this", 1999)).goneOn();
    Authenticator forged = Authenticator.at(TestDoors.pagesOrigin());

    assertThat(code(small.pay(shopper.alias(), forged))).isEqualTo("proof_failed");
    assertThat(small.pay(shopper.alias(), phone).<String>path("state")).isEqualTo("approved");
    assertThat(code(other.pay(shopper.alias(), forged))).isEqualTo("payment_ended");
    assertThat(code(nobodys.pay("nobody-has-this", forged))).isEqualTo("payment_ended");

    assertThat(other.state()).isEqualTo("over");
    assertThat(first.view(purchase).<String>path("why")).isEqualTo("proof_failed");
    assertThat(shop.look(purchase.id()).<String>path("retry")).isEqualTo("later");
    assertThat(code(other.ask())).isEqualTo("payment_ended");
    assertThat(bank.receivedFor(purchase.id())).isEmpty();
  }

  @Test
  void whereOnlySignedProofsAreLeftAPasskeyMayBeTriedAgainThere() {
    policies.set(new Cap(Rule.FAILED_PROOF, "EUR", 1, 1, Beyond.SIGNED), "test");

    assertThat(code(other.pay("somebody-else", phone))).isEqualTo("proof_failed");
    assertThat(other.pay(shopper.alias(), phone).<String>path("state")).isEqualTo("approved");
    assertThat(authentication()).containsEntry("policy", "passkey-elsewhere");
  }

  @Test
  void aTextThatCannotBeAUsernameIsNoTryAndNotEchoed() {
    Response card = other.pay("4111111111111111", phone);

    assertThat(card.statusCode()).isEqualTo(422);
    assertThat(card.asString()).doesNotContain("4111");
  }

  @Test
  void aShopThatIsSetBackMeanwhileIsNotPaidElsewhere() {
    SignedPasskey signed = phone.sign(other.challenge());
    set(Merchant.Elsewhere.REFUSE);

    assertThat(code(other.give(shopper.alias(), signed))).isEqualTo("begun_elsewhere");
    assertThat(code(other.ask())).isEqualTo("begun_elsewhere");
    assertThat(code(other.view())).isEqualTo("begun_elsewhere");
    assertThat(other.page().statusCode()).isEqualTo(403);
    nothingWasPaid();
    assertThat(first.prove(purchase, Shoppers.PASSWORD, freshCode()).<String>path("state"))
        .isEqualTo("approved");
  }

  @Test
  void whatWasPaidThereIsShownThereThoughTheShopIsSetBack() {
    other.pay(shopper.alias(), phone);
    set(Merchant.Elsewhere.REFUSE);

    assertThat(other.state()).isEqualTo("approved");
  }

  @Test
  void whatTheFirstBrowserHasPaidIsNotPaidAgainNorToldThere() {
    SignedPasskey signed = phone.sign(other.challenge());
    first.prove(purchase, Shoppers.PASSWORD, freshCode());

    assertThat(code(other.give(shopper.alias(), signed))).isEqualTo("payment_ended");
    assertThat(code(other.ask())).isEqualTo("payment_ended");
    assertThat(other.state()).isEqualTo("over");
    assertThat(other.page().asString()).contains("Nothing was paid in this browser");
    assertThat(bank.receivedFor(purchase.id())).hasSize(1);
  }

  @Test
  void whatWasPaidElsewhereTheFirstBrowserDoesNotPayAgain() {
    other.pay(shopper.alias(), phone);

    assertThat(code(first.prove(purchase, Shoppers.PASSWORD, freshCode())))
        .isEqualTo("payment_ended");
    assertThat(bank.receivedFor(purchase.id())).hasSize(1);
  }

  @Test
  void ofTwoBrowsersThatProveAtOnceExactlyOnePays() {
    SignedPasskey signed = phone.sign(other.challenge());
    String code = freshCode();

    var begun =
        CompletableFuture.supplyAsync(
            () -> first.prove(purchase, Shoppers.PASSWORD, code).statusCode());
    int elsewhere = other.give(shopper.alias(), signed).statusCode();

    assertThat(List.of(begun.join(), elsewhere)).containsExactlyInAnyOrder(200, 409);
    assertThat(bank.receivedFor(purchase.id())).hasSize(1);
  }

  @Test
  void whatHasEndedIsNotPaidThere() {
    SignedPasskey signed = phone.sign(other.challenge());
    shop.cancel(purchase.id());
    OtherBrowser late = OtherBrowser.at(shop.sell(shopper.alias(), 100)).goneOn();
    SignedPasskey tooLate = phone.sign(late.challenge());

    assertThat(code(other.give(shopper.alias(), signed))).isEqualTo("payment_ended");
    assertThat(other.state()).isEqualTo("over");
    assertThat(OtherBrowser.at(purchase).follow().statusCode()).isEqualTo(403);
    assertThat(OtherBrowser.at(purchase).press().statusCode()).isEqualTo(403);
    TestClock.ahead(Duration.ofMinutes(15));
    assertThat(code(late.give(shopper.alias(), tooLate))).isIn("payment_expired", "payment_ended");
    assertThat(OtherBrowser.at(late.purchase()).follow().statusCode()).isEqualTo(403);
  }

  @Test
  void aBrowserThatHasPaidBeforeIsANewOneThere() {
    first.prove(purchase, Shoppers.PASSWORD, freshCode());
    var dear = new OtherBrowser(first, shop.sell(shopper.alias(), 10_001)).goneOn();

    Response declined = dear.pay(shopper.alias(), phone);

    assertThat(declined.<String>path("state")).isEqualTo("declined");
    assertThat(declined.<String>path("why")).isEqualTo("over_policy");
  }

  @Test
  void whyTheVaultDeclinedIsNotToldWhereAnybodyMayHaveBegun() {
    Purchase dear = shop.sell(shopper.alias(), 10_001);
    first.at(shop, dear);
    OtherBrowser owner = OtherBrowser.at(dear).goneOn();
    owner.pay(shopper.alias(), phone);

    assertThat(owner.view().<String>path("why")).isEqualTo("over_policy");
    Response seen = first.view(dear);
    assertThat(seen.<String>path("state")).isEqualTo("declined");
    assertThat(seen.<String>path("why")).isNull();
  }

  @Test
  void triesThereCountAsStrangersInWhicheverBrowser() {
    first.prove(purchase, Shoppers.PASSWORD, freshCode());
    var known = new OtherBrowser(first, shop.sell(shopper.alias(), 100)).goneOn();
    for (int i = 0; i < TRIES; i++) {
      Response wrong = known.pay(shopper.alias(), Authenticator.at(TestDoors.pagesOrigin()));
      assertThat(code(wrong)).isEqualTo("proof_failed");
    }

    assertThat(code(known.pay(shopper.alias(), phone))).isEqualTo("proof_failed");
    assertThat(bank.receivedFor(known.purchase().id())).isEmpty();
  }

  private String freshCode() {
    return shoppers.freshCode(shopper);
  }

  private void set(Merchant.Elsewhere what) {
    merchants.setElsewhere("test", shop.id(), what, "test");
  }

  private void nothingWasPaid() {
    assertThat(shop.look(purchase.id()).<String>path("state")).isEqualTo("requires_authentication");
    assertThat(bank.receivedFor(purchase.id())).isEmpty();
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> authentication() {
    Object told = bank.receivedFor(purchase.id()).getFirst().get("authentication");
    return (Map<String, Object>) Objects.requireNonNull(told);
  }

  private static String told(Response answer) {
    return answer.statusCode() + answer.asString().replaceAll("\"request\":\"[^\"]*\"", "");
  }
}
