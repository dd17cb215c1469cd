package org.cardnym.vault.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.card.TestCards;
import org.cardnym.vault.issuer.HouseBank;
import org.cardnym.vault.passkey.Authenticator;
import org.cardnym.vault.passkey.TestPasskeys;
import org.cardnym.vault.proof.Policies.Cap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where policy wants a signed proof: 50.00 EUR is what password and code carry. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class SignedProofTest {
  private static final long PLENTY = 999_999;
  private static final long CARRIED = 5_000;

  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject TestPasskeys passkeys;
  @Inject TestCards cards;
  @Inject HouseBank bank;
  @Inject Policies policies;
  @Inject Evidences evidences;
  @Inject Tables tables;
  private final Visitor visitor = new Visitor();
  private Shop shop;
  private Shopper shopper;

  @BeforeEach
  void open() {
    shop = house.open();
    shopper = shoppers.withCard();
    policies.set(new Cap(Rule.NEW_BROWSER, "EUR", PLENTY, PLENTY), "test");
  }

  @Test
  void beyondTheAmountAPasskeyPaysAndPasswordAndCodeDoNot() {
    signedBeyond(Rule.ANY_PAYMENT);
    Authenticator phone = passkeys.of(shopper.id());
    Purchase purchase = sold(CARRIED + 1);
    String code = shoppers.freshCode(shopper);

    wantsSigned(visitor.prove(purchase, Shoppers.PASSWORD, code), purchase);
    assertThat(visitor.prove(purchase, Shoppers.PASSWORD, code).<String>path("code"))
        .as("the code is used")
        .isEqualTo("proof_failed");
    Response paid = touch(purchase, phone);

    assertThat(paid.<String>path("state")).isEqualTo("approved");
    assertThat(evidences.of(List.of(purchase.uuid())).values())
        .extracting(Evidence::bound)
        .containsExactly(Evidence.Bound.SIGNED);
    told(purchase, "signed-over-amount");
    assertThat(trail(purchase))
        .containsSubsequence("PAYMENT_PROVEN", "PAYMENT_PROVEN", "PAYMENT_SETTLED");
    assertThat(
            tables.read(
                "select count(*) from notice where payer_id = ?1 and kind = 'NEW_BROWSER_PROVEN'",
                shopper.id()))
        .as("the owner hears that a new browser has both proofs")
        .isEqualTo(1L);
  }

  @Test
  void upToTheAmountPasswordAndCodePay() {
    signedBeyond(Rule.ANY_PAYMENT);

    assertThat(pay(sold(CARRIED)).<String>path("state")).isEqualTo("approved");
    Purchase next = sold(1);
    wantsSigned(pay(next), next);
  }

  @Test
  void wrongProofsLearnNothingOfThePolicy() {
    signedBeyond(Rule.ANY_PAYMENT);

    Response answer = visitor.prove(sold(CARRIED + 1), "wrong password", "000000");

    assertThat(answer.<String>path("code")).isEqualTo("proof_failed");
  }

  @Test
  void aNewShopWantsMoreThanOneThatWasPaidBefore() {
    assertThat(pay(sold(1)).<String>path("state")).isEqualTo("approved");
    signedBeyond(Rule.NEW_SHOP);

    assertThat(pay(sold(CARRIED + 1)).<String>path("state")).isEqualTo("approved");
    shop = house.open();
    policies.set(new Cap(Rule.NEW_BROWSER, "EUR", PLENTY, PLENTY), "test");
    signedBeyond(Rule.NEW_SHOP);
    Purchase elsewhere = sold(CARRIED + 1);
    wantsSigned(pay(elsewhere), elsewhere);
    Purchase carried = sold(CARRIED);
    assertThat(pay(carried).<String>path("state")).isEqualTo("approved");
    told(carried, "two-factors-always");
    shop = house.open();
    policies.set(new Cap(Rule.NEW_BROWSER, "EUR", PLENTY, PLENTY), "test");
    signedBeyond(Rule.NEW_SHOP);
    Purchase signed = sold(CARRIED + 1);
    assertThat(touch(signed, passkeys.of(shopper.id())).<String>path("state"))
        .isEqualTo("approved");
    told(signed, "signed-new-shop");
  }

  @Test
  void aNewBrowserMayGoBeyondWithAPasskey() {
    signedBeyond(Rule.NEW_BROWSER);
    Authenticator phone = passkeys.of(shopper.id());
    Purchase purchase = sold(CARRIED + 1);

    wantsSigned(pay(purchase), purchase);
    assertThat(touch(purchase, phone).<String>path("state")).isEqualTo("approved");
    told(purchase, "signed-new-browser");
  }

  @Test
  void aPasskeyThatNobodyAskedForIsToldAsAnyTwoFactors() {
    signedBeyond(Rule.ANY_PAYMENT);
    Purchase purchase = sold(CARRIED);

    assertThat(touch(purchase, passkeys.of(shopper.id())).<String>path("state"))
        .isEqualTo("approved");
    told(purchase, "two-factors-always");
  }

  @Test
  void whereThePolicyRefusesAPasskeyDoesNotHelp() {
    policies.set(new Cap(Rule.ANY_PAYMENT, "EUR", CARRIED, CARRIED), "test");
    Authenticator phone = passkeys.of(shopper.id());

    Response answer = touch(sold(CARRIED + 1), phone);

    assertThat(answer.<String>path("state")).isEqualTo("declined");
    assertThat(answer.<String>path("why")).isEqualTo("over_policy");
  }

  @Test
  @SuppressWarnings("unchecked")
  void whoChoseACardIsAskedForASignedProofThenAndTheCardIsKept() {
    Rich rich = rich();
    Authenticator phone = passkeys.of(rich.payer().id());
    signedBeyond(Rule.ANY_PAYMENT);
    Purchase purchase = choosing(rich);

    wantsSigned(visitor.choose(purchase, rich.amex()), purchase);
    assertThat(visitor.choose(purchase, rich.amex()).<String>path("code"))
        .isEqualTo("step_out_of_order");
    assertThat(touch(purchase, phone).<String>path("state")).isEqualTo("approved");

    told(purchase, "signed-over-amount");
    assertThat((Map<String, Object>) bank.receivedFor(purchase.id()).getFirst().get("card"))
        .containsEntry("number", TestCards.AMEX);
    assertThat(trail(purchase))
        .endsWith("PAYMENT_PROVEN PAYMENT_CARD_CHOSEN PAYMENT_PROVEN PAYMENT_SETTLED");
  }

  @Test
  void aKeptCardThatCantPayAnyMoreIsChosenAnew() {
    Rich rich = rich();
    Authenticator phone = passkeys.of(rich.payer().id());
    signedBeyond(Rule.ANY_PAYMENT);
    Purchase purchase = choosing(rich);
    visitor.choose(purchase, rich.amex());
    cards.frozen(rich.payer().id(), rich.amex());

    Response offered = touch(purchase, phone);

    assertThat(offered.<List<?>>path("cards")).hasSize(1);
    assertThat(bank.receivedFor(purchase.id())).isEmpty();
    assertThat(visitor.choose(purchase, rich.amex()).<String>path("code"))
        .isEqualTo("card_not_usable");
    assertThat(visitor.choose(purchase, rich.visa()).<String>path("state")).isEqualTo("approved");
    told(purchase, "signed-over-amount");
  }

  @Test
  void aKeptCardPutInItsPlaceInTheDatabaseIsRefused() {
    Rich rich = rich();
    signedBeyond(Rule.ANY_PAYMENT);
    Purchase purchase = choosing(rich);
    visitor.choose(purchase, rich.amex());
    tables.write(
        "update payment set card_id = ?1 where payment_id = ?2", rich.visa(), purchase.uuid());

    assertThat(visitor.view(purchase).<String>path("code")).isEqualTo("row_refused");
  }

  /** A payer of two cards, of which the first is preferred. */
  private record Rich(Shopper payer, UUID visa, UUID amex) {}

  private Rich rich() {
    Shopper payer = shoppers.withoutCard();
    return new Rich(
        payer,
        cards.verified(payer.id(), bank.id(), TestCards.VISA, true),
        cards.verified(payer.id(), bank.id(), TestCards.AMEX, true));
  }

  private Purchase choosing(Rich rich) {
    Purchase purchase = shop.sell(rich.payer().alias(), CARRIED + 1);
    visitor.at(shop, purchase);
    visitor.proveToChoose(purchase, Shoppers.PASSWORD, shoppers.freshCode(rich.payer()));
    return purchase;
  }

  @Test
  void thePageOffersOnlyWhatSignsWhereTheAmountSaysSo() {
    signedBeyond(Rule.ANY_PAYMENT);
    Purchase big = sold(CARRIED + 1);
    Purchase small = sold(CARRIED);

    assertThat(visitor.get("/pay/" + big.id()).asString()).contains(" data-signed>");
    assertThat(visitor.get("/pay/" + small.id()).asString()).doesNotContain(" data-signed>");
  }

  @Test
  void aProofThatFailedMayEndThePayment() {
    afterFailure(Beyond.END);
    Purchase small = sold(CARRIED);
    Purchase big = sold(CARRIED + 1);
    Purchase nobodys = shop.sell("nobody-of-that-name", CARRIED + 1);
    visitor.at(shop, nobodys);

    assertThat(fail(small)).isEqualTo("proof_failed");
    assertThat(pay(small).<String>path("state")).isEqualTo("approved");
    assertThat(fail(big)).isEqualTo("payment_ended");
    assertThat(fail(nobodys)).isEqualTo("payment_ended");

    for (Purchase each : List.of(big, nobodys)) {
      assertThat(visitor.view(each).<String>path("why")).isEqualTo("proof_failed");
      assertThat(shop.look(each.id()).<String>path("state")).isEqualTo("declined");
      assertThat(shop.look(each.id()).<String>path("retry")).isEqualTo("later");
    }
    assertThat(pay(big).<String>path("code")).isEqualTo("payment_ended");
    assertThat(bank.receivedFor(big.id())).isEmpty();
  }

  @Test
  void aProofThatFailedMayLeaveOnlySignedOnes() {
    afterFailure(Beyond.SIGNED);
    Authenticator phone = passkeys.of(shopper.id());
    Purchase purchase = sold(CARRIED + 1);

    assertThat(fail(purchase)).isEqualTo("signed_proof_needed");
    assertThat(pay(purchase).<String>path("code"))
        .as("right ones are not even judged")
        .isEqualTo("signed_proof_needed");
    assertThat(visitor.get("/pay/" + purchase.id()).asString()).contains(" data-signed>");
    assertThat(touch(purchase, passkeys.of(shoppers.withCard().id())).<String>path("code"))
        .as("a passkey may be tried again")
        .isEqualTo("proof_failed");
    assertThat(touch(purchase, phone).<String>path("state")).isEqualTo("approved");
    told(purchase, "signed-after-failure");
  }

  @Test
  void aPaymentOpenedToPasswordsInTheDatabaseIsRefused() {
    afterFailure(Beyond.SIGNED);
    Purchase purchase = sold(CARRIED + 1);
    fail(purchase);
    tables.write("update payment set signed_only = false where payment_id = ?1", purchase.uuid());

    assertThat(pay(purchase).<String>path("code")).isEqualTo("row_refused");
  }

  private void afterFailure(Beyond then) {
    policies.set(new Cap(Rule.FAILED_PROOF, "EUR", CARRIED, CARRIED, then), "test");
  }

  private String fail(Purchase purchase) {
    return visitor.prove(purchase, "wrong password", "000000").path("code");
  }

  private void signedBeyond(Rule rule) {
    policies.set(new Cap(rule, "EUR", CARRIED, CARRIED, Beyond.SIGNED), "test");
  }

  private Purchase sold(long cents) {
    Purchase purchase = shop.sell(shopper.alias(), cents);
    visitor.at(shop, purchase);
    return purchase;
  }

  private Response pay(Purchase purchase) {
    return visitor.prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper));
  }

  private Response touch(Purchase purchase, Authenticator phone) {
    String challenge = visitor.send("/pay/" + purchase.id() + "/passkey", "{}").path("challenge");
    return visitor.send(
        "/pay/" + purchase.id() + "/proofs", PasskeyPaymentTest.json(phone.sign(challenge), ""));
  }

  /** The bank, and whoever reads the evidence. */
  @SuppressWarnings("unchecked")
  private void told(Purchase purchase, String policy) {
    assertThat(
            (Map<String, Object>) bank.receivedFor(purchase.id()).getFirst().get("authentication"))
        .containsEntry("policy", policy);
    assertThat(evidences.of(List.of(purchase.uuid())).values())
        .extracting(Evidence::policy)
        .containsExactly(policy);
  }

  private void wantsSigned(Response answer, Purchase purchase) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(403);
    assertThat(answer.<String>path("code")).isEqualTo("signed_proof_needed");
    assertThat(bank.receivedFor(purchase.id())).isEmpty();
    assertThat(tables.read("select count(*) from card_hold where payment_id = ?1", purchase.uuid()))
        .isEqualTo(0L);
    assertThat(tables.read("select count(*) from evidence where payment_id = ?1", purchase.uuid()))
        .isEqualTo(0L);
    assertThat(shop.look(purchase.id()).<String>path("state")).isEqualTo("requires_authentication");
  }

  private String trail(Purchase purchase) {
    return (String)
        tables.read(
            "select string_agg(action, ' ' order by entry_id) from audit_entry where subject = ?1",
            purchase.id());
  }
}
