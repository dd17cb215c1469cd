package org.cardnym.vault.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestDoors;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.audit.AuditTrail;
import org.cardnym.vault.card.TestCards;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.HouseBank;
import org.cardnym.vault.passkey.TestPasskeys;
import org.cardnym.vault.payer.Departures;
import org.cardnym.vault.proof.OneFactorPolicy.Terms;
import org.cardnym.vault.proof.OneFactorUses.Used;
import org.cardnym.vault.proof.Policies.Cap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A password alone pays 30.00 EUR, three times and 80.00 EUR in sum, in the browser that has paid
 * before; and each way in which it must not.
 */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class OneFactorTest {
  private static final long MOST = 3_000;
  private static final Terms TERMS = new Terms("EUR", MOST, 3, 8_000);

  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject TestPasskeys passkeys;
  @Inject TestCards cards;
  @Inject HouseBank bank;
  @Inject Policies policies;
  @Inject OneFactorPolicy policy;
  @Inject OneFactorUses uses;
  @Inject Departures departures;
  @Inject Tables tables;
  @Inject Alarms alarms;
  @Inject AuditTrail trail;
  @Inject MeterRegistry meters;
  private final Visitor own = new Visitor();
  private Shop shop;
  private Shopper shopper;

  @BeforeEach
  void open() {
    shop = house.open();
    policy.set(TERMS, "test");
    shopper = shoppers.withCard();
    strong(100);
  }

  @Test
  @SuppressWarnings("unchecked")
  void aPasswordAlonePaysAndBankTrailAndOperatorAreTold() {
    double before = counted();
    Purchase purchase = sold(MOST);

    paid(own.proveAlone(purchase, Shoppers.PASSWORD));

    assertThat(
            (Map<String, Object>) bank.receivedFor(purchase.id()).getFirst().get("authentication"))
        .containsEntry("amr", List.of("pwd"))
        .containsEntry("acr", "one_factor")
        .containsEntry("bound", "recorded")
        .containsEntry("policy", "one-factor-exemption");
    assertThat(trail.page(null, purchase.id(), 20))
        .filteredOn(entry -> "PAYMENT_PROVEN".equals(entry.action()))
        .singleElement()
        .satisfies(entry ->
            assertThat(entry.facts())
                .containsEntry("amr", "pwd")
                .containsEntry("policy", "one-factor-exemption"));
    assertThat(counted()).isEqualTo(before + 1);
    assertThat(used()).containsExactly(new Used("EUR", 1, MOST));
    assertThat(
            TestDoors.admin(TestTokens.auditor())
                .get("/admin/v1/payers/" + TypeId.of(IdKind.PAYER, shopper.id()))
                .<List<Object>>path("oneFactor"))
        .containsExactly(Map.of("currency", "EUR", "count", 1, "sum", (int) MOST));
  }

  @Test
  void unlessAnOperatorSaysSoItIsNot() {
    policy.unset("EUR", "test");

    noTry(own, sold(1));
  }

  @Test
  void aNewBrowserGivesBothProofs() {
    Purchase elsewhere = shop.sell(shopper.alias(), 1);
    var stranger = new Visitor().at(shop, elsewhere);
    Shopper other = shoppers.withCard();
    Purchase others = shop.sell(other.alias(), 1);
    own.at(shop, others);

    noTry(stranger, elsewhere);
    noTry(own, others);
  }

  @Test
  void beyondAPaymentsAmountTheCodeIsAskedToo() {
    noTry(own, sold(MOST + 1));
  }

  @Test
  void theCountIsUsedUpAndAStrongProofGivesItBack() {
    for (int i = 0; i < TERMS.count(); i++) {
      paid(own.proveAlone(sold(100), Shoppers.PASSWORD));
    }

    refused(sold(100));
    strong(100);
    assertThat(used()).isEmpty();
    paid(own.proveAlone(sold(100), Shoppers.PASSWORD));
  }

  @Test
  void theSumIsUsedUpAndAPasskeyGivesItBack() {
    paid(own.proveAlone(sold(MOST), Shoppers.PASSWORD));
    paid(own.proveAlone(sold(MOST), Shoppers.PASSWORD));

    refused(sold(2_001));
    house.forgetTries();
    Purchase last = sold(2_000);
    paid(own.proveAlone(last, Shoppers.PASSWORD));
    refused(sold(1));
    var phone = passkeys.of(shopper.id());
    Purchase signed = sold(100);
    String challenge = own.send("/pay/" + signed.id() + "/passkey", "{}").path("challenge");
    paid(
        own.send(
            "/pay/" + signed.id() + "/proofs", PasskeyPaymentTest.json(phone.sign(challenge), "")));
    assertThat(used()).isEmpty();
  }

  @Test
  void aCurrencyIsCountedByItself() {
    policy.set(new Terms("USD", MOST, 1, MOST), "test");
    paid(own.proveAlone(sold(100), Shoppers.PASSWORD));

    assertThat(used()).containsExactly(new Used("EUR", 1, 100));
    Purchase dollars = shop.sell(shopper.alias(), 100, "USD");
    own.at(shop, dollars);
    refused(dollars, "the card has no limit in it");
  }

  @Test
  void ofPaymentsAtOnceOnlyOneTakesTheLastPlace() throws Exception {
    policy.set(new Terms("EUR", MOST, 1, MOST), "test");
    List<Callable<Response>> clicks =
        Stream.generate(() -> sold(100))
            .limit(4)
            .<Callable<Response>>map(each -> () -> own.proveAlone(each, Shoppers.PASSWORD))
            .toList();
    List<Response> answers;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      answers = threads.invokeAll(clicks).stream().map(done -> done.resultNow()).toList();
    }

    assertThat(answers.stream().map(Response::statusCode)).containsOnlyOnce(200).contains(403);
    assertThat(used()).containsExactly(new Used("EUR", 1, 100));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update one_factor_use set uses = 1, total = 1",
        "update one_factor_policy set uses = 99, total = 99999",
        "update known_browser set first_paid_at = now() - interval '1 hour'"
      })
  void whatIsWidenedInTheDatabaseIsRefusedWithAnAlarm(String edit) {
    paid(own.proveAlone(sold(100), Shoppers.PASSWORD));
    paid(own.proveAlone(sold(100), Shoppers.PASSWORD));
    Purchase purchase = sold(100);
    tables.write(edit + (edit.contains("policy") ? "" : " where payer_id = ?1"), ids(edit));

    assertThat(code(own.proveAlone(purchase, Shoppers.PASSWORD))).isEqualTo("row_refused");
    assertThat(bank.receivedFor(purchase.id())).isEmpty();
  }

  @Test
  void aPaymentOpenedToOneFactorInTheDatabaseIsRefused() {
    Purchase purchase = sold(100);
    own.prove(purchase, "wrong", "000000");
    tables.write("update payment set proof_failed = false where payment_id = ?1", purchase.uuid());

    assertThat(code(own.proveAlone(purchase, Shoppers.PASSWORD))).isEqualTo("row_refused");
    alarms.await(purchase.uuid().toString());
  }

  @Test
  void aLimitedCardTakesBothProofs() {
    Shopper limited = shoppers.withCard(false);
    Purchase first = shop.sell(limited.alias(), 100);
    own.at(shop, first);
    paid(own.prove(first, Shoppers.PASSWORD, shoppers.freshCode(limited)));
    Purchase next = shop.sell(limited.alias(), 100);
    own.at(shop, next);

    refused(next, "its holder was not asked");
    paid(own.prove(next, Shoppers.PASSWORD, shoppers.freshCode(limited)));
  }

  @Test
  void whereARuleWantsASignedProofOneFactorIsNone() {
    policies.set(new Cap(Rule.ANY_PAYMENT, "EUR", 50, 200, Beyond.SIGNED), "test");
    refused(sold(51));
    paid(own.proveAlone(sold(50), Shoppers.PASSWORD));
    refused(sold(51));
    // The day's sum: 100 before, 50 now.
    paid(own.proveAlone(sold(50), Shoppers.PASSWORD));
    refused(sold(1));
  }

  @Test
  void afterAProofThatFailedThePaymentTakesBoth() {
    Purchase purchase = sold(100);
    own.proveAlone(purchase, "wrong");

    noTry(own, purchase);
    paid(own.prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper)));
    Purchase touched = sold(100);
    own.send("/pay/" + touched.id() + "/passkey", "{}");
    own.send(
        "/pay/" + touched.id() + "/proofs",
        "{\"passkey\":{\"id\":\"AA\",\"clientData\":\"e30\",\"authenticatorData\":\"AA\",\"signature\":\"AA\",\"userHandle\":\"AA\"}}");
    noTry(own, touched);
  }

  @Test
  void whatTheVaultWouldDeclineIsLeftToBothProofs() {
    cards.frozen(shopper.id(), cardOf(shopper));

    refused(sold(100));
    Purchase purchase = sold(100);
    assertThat(
            own.prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper)).<String>path("why"))
        .isEqualTo("frozen");
  }

  @Test
  void whoChoosesTheCardGivesBoth() {
    cards.verified(shopper.id(), bank.id(), TestCards.AMEX, true);
    Purchase purchase = sold(100);

    Response answer =
        own.send(
            "/pay/" + purchase.id() + "/proofs",
            "{\"password\":\"%s\",\"chooseCard\":true}".formatted(Shoppers.PASSWORD));

    assertThat(answer.statusCode()).isEqualTo(400);
    nothingWasPaid(purchase);
  }

  @Test
  void noOtherDoorTakesAPasswordAlone() {
    Response account =
        own.send(
            "/account/sign-in",
            "{\"alias\":\"%s\",\"proofs\":{\"password\":\"%s\"}}"
                .formatted(shopper.alias(), Shoppers.PASSWORD));

    assertThat(account.statusCode()).isEqualTo(400);
  }

  @Test
  void whoLeavesLeavesNoCountBehind() {
    paid(own.proveAlone(sold(100), Shoppers.PASSWORD));

    QuarkusTransaction.requiringNew().run(() -> departures.begin(shopper.id()));

    assertThat(used()).isEmpty();
  }

  private Object[] ids(String edit) {
    return edit.contains("policy") ? new Object[0] : new Object[] {shopper.id()};
  }

  private UUID cardOf(Shopper payer) {
    return (UUID)
        Objects.requireNonNull(
            tables.read("select card_id from card where payer_id = ?1", payer.id()));
  }

  private double counted() {
    return meters.counter("cardnym_payments_one_factor").count();
  }

  private List<Used> used() {
    return uses.of(shopper.id());
  }

  private Purchase sold(long cents) {
    Purchase purchase = shop.sell(shopper.alias(), cents);
    own.at(shop, purchase);
    return purchase;
  }

  private void strong(long cents) {
    paid(own.prove(sold(cents), Shoppers.PASSWORD, shoppers.freshCode(shopper)));
  }

  private static void paid(Response answer) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    assertThat(answer.<String>path("state")).isEqualTo("approved");
  }

  private void refused(Purchase purchase) {
    refused(purchase, "");
  }

  private void refused(Purchase purchase, String why) {
    assertThat(code(own.proveAlone(purchase, Shoppers.PASSWORD))).as(why).isEqualTo("proof_failed");
    nothingWasPaid(purchase);
  }

  /** As ever where the page asks for both: half of them is counted at no door. */
  private void noTry(Visitor browser, Purchase purchase) {
    String tries =
        "select coalesce(sum(tries), 0) from limit_counter where limit_name like 'PASSWORD%'";
    Object before = tables.read(tries);

    assertThat(browser.proveAlone(purchase, Shoppers.PASSWORD).statusCode()).isEqualTo(400);
    assertThat(tables.read(tries)).isEqualTo(before);
    nothingWasPaid(purchase);
  }

  private void nothingWasPaid(Purchase... purchases) {
    for (Purchase each : purchases) {
      assertThat(bank.receivedFor(each.id())).isEmpty();
      assertThat(shop.look(each.id()).<String>path("state")).isEqualTo("requires_authentication");
      assertThat(tables.read("select count(*) from card_hold where payment_id = ?1", each.uuid()))
          .isEqualTo(0L);
      assertThat(tables.read("select count(*) from evidence where payment_id = ?1", each.uuid()))
          .isEqualTo(0L);
    }
  }

  private static String code(Response answer) {
    return answer.path("code");
  }
}
