package org.cardnym.vault.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
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
import org.cardnym.vault.card.TestCards;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.HouseBank;
import org.cardnym.vault.session.KnownBrowsers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A payer of two cards proves first and then says which of them pays. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class ChooseCardTest {
  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject TestCards cards;
  @Inject HouseBank bank;
  @Inject Expiry expiry;
  @Inject Tables tables;
  private final Visitor visitor = new Visitor();
  private Shop shop;
  private Shopper shopper;
  private UUID visa;
  private UUID amex;
  private Purchase purchase;

  @BeforeEach
  void open() {
    shop = house.open();
    shopper = shoppers.withoutCard();
    visa = cards.verified(shopper.id(), bank.id(), TestCards.VISA, true);
    amex = cards.verified(shopper.id(), bank.id(), TestCards.AMEX, true);
    purchase = shop.sell(shopper.alias(), 1999);
    visitor.at(shop, purchase);
  }

  @Test
  void theCardsAreOfferedByNicknameAndNothingIsHeldOrSent() {
    cards.named(shopper.id(), amex, "Travel");

    Response offered = proven();

    assertThat(offered.<String>path("state")).isEqualTo("requires_authentication");
    assertThat(offered.<List<String>>path("cards.id")).containsExactly(wire(visa), wire(amex));
    assertThat(offered.<List<String>>path("cards.nickname")).containsExactly(null, "Travel");
    assertThat(offered.<List<String>>path("cards.brand"))
        .containsExactly("visa", "american_express");
    assertThat(offered.<List<String>>path("cards.lastFour")).containsExactly("1111", "0005");
    assertThat(offered.<List<Boolean>>path("cards.preferred")).containsExactly(true, false);
    assertThat(visitor.view(purchase).<Object>path("cards"))
        .isEqualTo(offered.<Object>path("cards"));
    assertThat(offered.asString()).doesNotContain("411111", "378282", shopper.alias());
    assertThat(visitor.cookie(KnownBrowsers.COOKIE)).isNotNull();
    assertThat(shop.look(purchase.id()).<String>path("state")).isEqualTo("requires_authentication");
    assertThat(shop.look(purchase.id()).asString()).doesNotContain("cards", "Travel", "crd_");
    assertThat(rows("card_hold") + rows("payment_event")).isZero();
    assertThat(tables.read("select count(*) from exchange where family_id = ?1", purchase.uuid()))
        .isEqualTo(0L);
    assertThat(trail()).isEqualTo("PAYMENT_CREATED PAYMENT_OPENED PAYMENT_PROVEN");
  }

  @Test
  void theChosenCardPaysAndTheBankGetsTheEvidenceOfTheProof() {
    proven();

    Response paid = visitor.choose(purchase, amex);

    assertThat(paid.<String>path("state")).as(paid.asString()).isEqualTo("approved");
    assertThat(paid.<Object>path("cards")).isNull();
    assertThat(sentCard()).containsEntry("number", TestCards.AMEX);
    assertThat(sent("authentication"))
        .containsEntry("amr", List.of("pwd", "otp"))
        .containsEntry("bound", "recorded")
        .containsEntry("policy", "two-factors-always")
        .containsEntry("time", provenAt().toString());
    assertThat(tables.read("select state from card_hold where payment_id = ?1", purchase.uuid()))
        .isEqualTo("USED");
    assertThat(events()).isEqualTo("payment.approved");
    assertThat(trail())
        .isEqualTo(
            "PAYMENT_CREATED PAYMENT_OPENED PAYMENT_PROVEN PAYMENT_CARD_CHOSEN PAYMENT_SETTLED");
    assertThat(shop.look(purchase.id()).asString()).doesNotContain("0005", "crd_");
  }

  @Test
  void whoDoesNotAskPaysAtOnceWithThePreferredCard() {
    Response paid = visitor.prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper));

    assertThat(paid.<String>path("state")).isEqualTo("approved");
    assertThat(paid.<Object>path("cards")).isNull();
    assertThat(sentCard()).containsEntry("number", TestCards.VISA);
    assertThat(trail()).isEqualTo("PAYMENT_CREATED PAYMENT_OPENED PAYMENT_PROVEN PAYMENT_SETTLED");
  }

  @Test
  void withOneUsableCardThereIsNothingToChoose() {
    cards.frozen(shopper.id(), visa);

    Response paid = proven();

    assertThat(paid.<String>path("state")).isEqualTo("approved");
    assertThat(paid.<Object>path("cards")).isNull();
    assertThat(sentCard()).containsEntry("number", TestCards.AMEX);
  }

  @Test
  void whereNothingCouldBePaidThereIsNothingToChoose() {
    tables.write("delete from policy where rule = 'NEW_BROWSER'");
    proven();
    house.forgetTries();
    Shopper poor = shoppers.withoutCard();
    Purchase theirs = shop.sell(poor.alias(), 100);
    visitor.at(shop, theirs);

    Response none = visitor.proveToChoose(theirs, Shoppers.PASSWORD, shoppers.freshCode(poor));

    assertThat(none.<String>path("why")).isEqualTo("no_card");
    assertThat(visitor.choose(purchase, visa).<String>path("why")).isEqualTo("over_policy");
    assertThat(bank.receivedFor(purchase.id())).isEmpty();
  }

  @Test
  void beforeTheProofNothingIsOfferedAndNothingChosen() {
    assertThat(visitor.view(purchase).<Object>path("cards")).isNull();

    refused(visitor.choose(purchase, visa), 409, "step_out_of_order");
    refused(visitor.choose(purchase, "crd_x"), 409, "step_out_of_order");
    assertThat(visitor.view(purchase).<String>path("state")).isEqualTo("requires_authentication");
    assertThat(bank.receivedFor(purchase.id())).isEmpty();
  }

  @Test
  void anotherBrowserNeitherSeesNorChoosesAndCantTakeTheProvenPaymentOver() {
    proven();
    var other = new Visitor();

    Response again = other.post(purchase, shop.origin());

    assertThat(again.statusCode()).isEqualTo(303);
    assertThat(again.getCookies()).isEmpty();
    refused(other.view(purchase), 403, "begun_elsewhere");
    refused(other.choose(purchase, visa), 403, "begun_elsewhere");
    assertThat(other.get("/pay/" + purchase.id()).statusCode()).isEqualTo(403);
    assertThat(visitor.view(purchase).<List<?>>path("cards")).hasSize(2);
    assertThat(visitor.choose(purchase, visa).<String>path("state")).isEqualTo("approved");
  }

  @Test
  void anotherSiteChoosesNothing() {
    proven();

    Response foreign =
        TestDoors.pages()
            .header("Origin", shop.origin())
            .cookie("__Host-" + purchase.id(), visitor.cookie("__Host-" + purchase.id()))
            .contentType("application/json")
            .body("{\"card\":\"" + TypeId.of(IdKind.CARD, visa) + "\"}")
            .post("/pay/" + purchase.id() + "/card");

    refused(foreign, 403, "forbidden");
    assertThat(bank.receivedFor(purchase.id())).isEmpty();
  }

  @Test
  void whatIsNoCardOfThePayersToPayWithHasOneAnswer() {
    UUID third = cards.verified(shopper.id(), bank.id(), "5555555555554444", true);
    UUID waiting = cards.waiting(shopper.id(), bank.id(), "6011000990139424");
    UUID foreign = cards.verified(shoppers.withoutCard().id(), bank.id(), TestCards.VISA, true);
    proven();
    cards.frozen(shopper.id(), third);
    cards.removed(shopper.id(), amex);

    List<String> answers =
        List.of(foreign, UUID.randomUUID(), third, amex, waiting).stream()
            .map(card -> told(visitor.choose(purchase, card)))
            .toList();

    assertThat(answers.getFirst()).startsWith("422").contains("card_not_usable");
    assertThat(answers).containsOnly(answers.getFirst());
    assertThat(told(visitor.choose(purchase, "4111111111111111"))).isEqualTo(answers.getFirst());
    assertThat(visitor.view(purchase).<List<String>>path("cards.id")).containsExactly(wire(visa));
    assertThat(bank.receivedFor(purchase.id())).isEmpty();
    assertThat(visitor.choose(purchase, visa).<String>path("state")).isEqualTo("approved");
  }

  @Test
  void halfAChoiceIsNone() {
    proven();

    refused(visitor.send("/pay/" + purchase.id() + "/card", "{}"), 400, "malformed");
    refused(visitor.send("/pay/" + purchase.id() + "/card", "{\"card\":7}"), 400, "malformed");
    assertThat(visitor.view(purchase).<List<?>>path("cards")).hasSize(2);
  }

  @Test
  void furtherProofsAreRefusedWithoutBeingJudgedOrUsed() {
    proven();
    String code = shoppers.freshCode(shopper);

    refused(visitor.prove(purchase, "not the password", "000000"), 409, "payment_proven");
    refused(visitor.proveToChoose(purchase, Shoppers.PASSWORD, code), 409, "payment_proven");

    assertThat(tables.read("select count(*) from limit_counter where limit_name like 'PASSWORD%'"))
        .isEqualTo(0L);
    assertThat(trail()).isEqualTo("PAYMENT_CREATED PAYMENT_OPENED PAYMENT_PROVEN");
    assertThat(bank.receivedFor(purchase.id())).isEmpty();
    Purchase next = shop.sell(shopper.alias(), 100);
    visitor.at(shop, next);
    assertThat(visitor.prove(next, Shoppers.PASSWORD, code).<String>path("state"))
        .isEqualTo("approved");
  }

  @Test
  void choosingManyTimesAtOncePaysOnce() throws Exception {
    proven();
    List<Callable<Response>> clicks =
        IntStream.range(0, 6)
            .<Callable<Response>>mapToObj(
                i -> () -> visitor.choose(purchase, i % 2 == 0 ? visa : amex))
            .toList();
    List<Response> answers;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      answers = threads.invokeAll(clicks).stream().map(done -> done.resultNow()).toList();
    }

    assertThat(visitor.outcome(purchase)).isEqualTo("approved");
    assertThat(answers.stream().filter(answer -> answer.statusCode() == 200)).hasSize(1);
    answers.stream()
        .filter(answer -> answer.statusCode() != 200)
        .forEach(answer -> refused(answer, 409, "payment_ended"));
    assertThat(bank.receivedFor(purchase.id())).hasSize(1);
    assertThat(rows("card_hold")).isEqualTo(1L);
  }

  @Test
  void provingManyTimesAtOnceProvesOnce() throws Exception {
    String code = shoppers.freshCode(shopper);
    List<Response> answers;
    Callable<Response> click = () -> visitor.proveToChoose(purchase, Shoppers.PASSWORD, code);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      answers =
          threads.invokeAll(IntStream.range(0, 4).mapToObj(i -> click).toList()).stream()
              .map(done -> done.resultNow())
              .toList();
    }

    assertThat(answers.stream().filter(answer -> answer.statusCode() == 200)).hasSize(1);
    answers.stream()
        .filter(answer -> answer.statusCode() != 200)
        .forEach(answer ->
            assertThat(answer.<String>path("code")).isIn("payment_proven", "proof_failed"));
    assertThat(visitor.view(purchase).<List<?>>path("cards")).hasSize(2);
    assertThat(rows("evidence")).isEqualTo(1L);
  }

  @Test
  void theTimeOfThePaymentIsTheTimeToChoose() {
    proven();
    TestClock.ahead(Duration.ofMinutes(15));

    assertThat(visitor.choose(purchase, visa).<String>path("code"))
        .isIn("payment_expired", "payment_ended");
    assertThat(visitor.view(purchase).<String>path("state")).isEqualTo("expired");
    assertThat(visitor.view(purchase).<Object>path("cards")).isNull();
    expiry.sweep();

    refused(visitor.choose(purchase, visa), 409, "payment_ended");
    assertThat(events()).isEqualTo("payment.expired");
    assertThat(bank.receivedFor(purchase.id())).isEmpty();
  }

  @Test
  void theShopMayStillTakeItBack() {
    proven();

    assertThat(shop.cancel(purchase.id()).<String>path("state")).isEqualTo("canceled");

    refused(visitor.choose(purchase, visa), 409, "payment_ended");
    assertThat(visitor.view(purchase).<Object>path("cards")).isNull();
    assertThat(events()).isEqualTo("payment.canceled");
    assertThat(bank.receivedFor(purchase.id())).isEmpty();
  }

  @Test
  void aNewBrowserIsToldOfAtTheProofAndAgainWhenItHasPaid() {
    proven();
    assertThat(notices()).isEqualTo("NEW_BROWSER_PROVEN");
    visitor.choose(purchase, visa);
    assertThat(visitor.outcome(purchase)).isEqualTo("approved");
    Purchase next = shop.sell(shopper.alias(), 100);
    visitor.at(shop, next);

    visitor.proveToChoose(next, Shoppers.PASSWORD, shoppers.freshCode(shopper));

    assertThat(notices()).isEqualTo("NEW_BROWSER_PROVEN NEW_BROWSER_PAID");
  }

  private Response proven() {
    Response answer =
        visitor.proveToChoose(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper));
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return answer;
  }

  private static String wire(UUID card) {
    return TypeId.of(IdKind.CARD, card);
  }

  private Map<String, Object> sentCard() {
    return sent("card");
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> sent(String member) {
    List<Map<String, Object>> messages = bank.receivedFor(purchase.id());
    assertThat(messages).hasSize(1);
    return Objects.requireNonNull((Map<String, Object>) messages.getFirst().get(member));
  }

  private Instant provenAt() {
    Object micros =
        tables.read(
            "select cast(extract(epoch from proven_at) * 1000000 as bigint) from evidence where"
                + " payment_id = ?1",
            purchase.uuid());
    return Instant.EPOCH.plus(((Number) micros).longValue(), ChronoUnit.MICROS);
  }

  private Object events() {
    return tables.read(
        "select string_agg(type, ' ' order by event_id) from payment_event where payment_id = ?1",
        purchase.uuid());
  }

  private Object trail() {
    return tables.read(
        "select string_agg(action, ' ' order by entry_id) from audit_entry where subject = ?1",
        purchase.id());
  }

  /** Those to the payer that wait; no mail server runs here. */
  private Object notices() {
    return tables.read(
        "select string_agg(kind, ' ' order by notice_id) from notice where payer_id = ?1",
        shopper.id());
  }

  private long rows(String table) {
    return (Long)
        tables.read("select count(*) from " + table + " where payment_id = ?1", purchase.uuid());
  }

  private static String told(Response answer) {
    return answer.statusCode()
        + answer.asString().replaceAll("\"request\":\"[^\"]*\"", "")
        + answer.contentType();
  }

  private static void refused(Response answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.<String>path("code")).isEqualTo(code);
  }
}
