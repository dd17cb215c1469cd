package org.cardnym.vault.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.cardnym.vault.Inbox;
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
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.HouseBank;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class PayTest {
  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject HouseBank bank;
  @Inject Tables tables;
  private final Visitor visitor = new Visitor();
  private Shop shop;

  @BeforeEach
  void open() {
    shop = house.open();
  }

  @Test
  void rightProofsPayAndTheShopSeesNoCard() {
    Shopper shopper = shoppers.withCard();
    Purchase purchase = shop.sell(shopper.alias(), 1999);

    Response answer = pay(shopper, purchase);

    assertThat(answer.<String>path("state")).isEqualTo("approved");
    Response told = shop.look(purchase.id());
    assertThat(told.<String>path("state")).isEqualTo("approved");
    assertThat(told.<Map<String, Integer>>path("amounts"))
        .isEqualTo(Map.of("authorized", 1999, "captured", 1999, "refunded", 0));
    assertThat(told.<String>path("endedAt")).isNotNull();
    assertThat(told.<String>path("paymentPage")).isNull();
    assertThat(told.asString() + answer.asString())
        .doesNotContain("411111", shopper.alias())
        .doesNotContainPattern("\\b1111\\b");
  }

  @Test
  @SuppressWarnings("unchecked")
  void theBankIsToldWhatWasBoughtAndWhatWasProven() {
    Shopper shopper = shoppers.withCard();
    Purchase purchase = shop.sell(shopper.alias(), 1999);

    pay(shopper, purchase);

    List<Map<String, Object>> messages = bank.receivedFor(purchase.id());
    assertThat(messages).hasSize(1);
    Map<String, Object> message = messages.getFirst();
    assertThat(message).containsEntry("kind", "authorization").doesNotContainKeys("code", "alias");
    assertThat((Map<String, Object>) message.get("amount"))
        .containsEntry("value", 1999L)
        .containsEntry("currency", "EUR");
    assertThat((Map<String, Object>) message.get("merchant"))
        .containsEntry("id", TypeId.of(IdKind.MERCHANT, shop.id()))
        .containsEntry("categoryCode", "5732");
    assertThat((Map<String, Object>) message.get("authentication"))
        .containsEntry("amr", List.of("pwd", "otp"))
        .containsEntry("acr", "two_factor")
        .containsEntry("bound", "recorded")
        .containsEntry("policy", "two-factors-always");
    assertThat((Map<String, Object>) message.get("card"))
        .containsEntry("number", TestCards.VISA)
        .doesNotContainKey("verificationCode");
  }

  @Test
  void evidenceHoldEventAndTrailMoveWithTheOutcome() {
    Shopper shopper = shoppers.withCard();
    Purchase purchase = shop.sell(shopper.alias(), 1999);

    pay(shopper, purchase);

    assertThat(
            tables.read(
                "select payer_id = ?1 and merchant_id = ?2 and amount = 1999 and currency = 'EUR' and amr = 'pwd otp'"
                    + " and bound = 'RECORDED' from evidence where payment_id = ?3",
                shopper.id(),
                shop.id(),
                purchase.uuid()))
        .isEqualTo(true);
    assertThat(hold(purchase)).isEqualTo("USED");
    assertThat(events(purchase)).isEqualTo("payment.approved");
    assertThat(
            tables.read(
                "select string_agg(action, ' ' order by entry_id) from audit_entry where subject = ?1",
                purchase.id()))
        .isEqualTo("PAYMENT_CREATED PAYMENT_OPENED PAYMENT_PROVEN PAYMENT_SETTLED");
  }

  @Test
  void aCodeThatPaidOncePaysNeverAgain() {
    Shopper shopper = shoppers.withCard();
    Purchase first = shop.sell(shopper.alias(), 1000);
    Purchase second = shop.sell(shopper.alias(), 1000);
    visitor.at(shop, first).at(shop, second);
    String code = shoppers.freshCode(shopper);
    assertThat(visitor.prove(first, Shoppers.PASSWORD, code).<String>path("state"))
        .isEqualTo("approved");

    Response replayed = visitor.prove(second, Shoppers.PASSWORD, code);

    assertThat(replayed.<String>path("code")).isEqualTo("proof_failed");
    assertThat(bank.receivedFor(second.id())).isEmpty();
    assertThat(
            visitor
                .prove(second, Shoppers.PASSWORD, shoppers.freshCode(shopper))
                .<String>path("state"))
        .isEqualTo("approved");
  }

  @Test
  void aPaymentThatEndedTakesNoFurtherProof() {
    Shopper shopper = shoppers.withCard();
    Purchase purchase = shop.sell(shopper.alias(), 1999);
    pay(shopper, purchase);

    Response again = visitor.prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper));

    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.<String>path("code")).isEqualTo("payment_ended");
    assertThat(bank.receivedFor(purchase.id())).hasSize(1);
  }

  @Test
  void payingManyTimesAtOnceSendsOneMessage() throws Exception {
    Shopper shopper = shoppers.withCard();
    Purchase purchase = shop.sell(shopper.alias(), 1999);
    visitor.at(shop, purchase);
    String code = shoppers.freshCode(shopper);
    Callable<Response> click = () -> visitor.prove(purchase, Shoppers.PASSWORD, code);
    List<Response> answers;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      answers =
          threads.invokeAll(IntStream.range(0, 4).mapToObj(i -> click).toList()).stream()
              .map(done -> done.resultNow())
              .toList();
    }

    assertThat(visitor.outcome(purchase)).isEqualTo("approved");
    assertThat(answers.stream().filter(answer -> answer.statusCode() == 200)).hasSize(1);
    assertThat(answers.stream().map(Response::statusCode)).isSubsetOf(200, 403, 409);
    assertThat(bank.receivedFor(purchase.id())).hasSize(1);
    assertThat(tables.read("select count(*) from exchange where family_id = ?1", purchase.uuid()))
        .isEqualTo(1L);
  }

  @Test
  void theFirstPaymentOfABrowserIsToldByMailTheNextIsNot() {
    Shopper shopper = shoppers.withCard();
    try (Inbox inbox = Inbox.open()) {
      pay(shopper, shop.sell(shopper.alias(), 1999));
      String text = Inbox.text(inbox.await(shopper.email()));

      pay(shopper, shop.sell(shopper.alias(), 2000));

      assertThat(text)
          .contains("from a browser that has not paid", "\u20ac19.99", "Shop ")
          .doesNotContain("4111", shopper.alias());
      assertThat(tables.read("select count(*) from notice where payer_id = ?1", shopper.id()))
          .isEqualTo(0L);
      assertThat(inbox.to(shopper.email())).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"51, other_card", "54, other_card", "91, later", "05, no", "41, no"})
  void aDeclineTellsTheShopOnlyWhetherToTryAgain(String code, String retry) {
    Shopper shopper = shoppers.withCard();
    Purchase purchase = shop.sell(shopper.alias(), 1999);
    bank.declines(code);

    Response answer = pay(shopper, purchase);

    assertThat(answer.<String>path("state")).isEqualTo("declined");
    Response told = shop.look(purchase.id());
    assertThat(told.<String>path("retry")).isEqualTo(retry);
    assertThat(told.asString()).doesNotContain("responseCode", "\"" + code + "\"");
    assertThat(hold(purchase)).isEqualTo("RELEASED");
    assertThat(events(purchase)).isEqualTo("payment.declined");
  }

  private Response pay(Shopper shopper, Purchase purchase) {
    visitor.at(shop, purchase);
    Response answer = visitor.prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper));
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return answer;
  }

  private Object hold(Purchase purchase) {
    return tables.read("select state from card_hold where payment_id = ?1", purchase.uuid());
  }

  private Object events(Purchase purchase) {
    return tables.read(
        "select string_agg(type, ' ' order by event_id) from payment_event where payment_id = ?1",
        purchase.uuid());
  }
}
