package org.cardnym.vault.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.cardnym.vault.TestDoors;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.card.Cards;
import org.cardnym.vault.issuer.HouseBank;
import org.cardnym.vault.merchant.Merchants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class RefundTest {
  private static final int TWINS = 12;

  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject HouseBank bank;
  @Inject Tables tables;
  @Inject Cards cards;
  @Inject Merchants merchants;
  private final Visitor visitor = new Visitor();
  private Shop shop;
  private Shopper shopper;
  private Purchase purchase;

  @BeforeEach
  void buy() {
    shop = house.open();
    shopper = shoppers.withCard();
    purchase = shop.sell(shopper.alias(), 1999);
    visitor.at(shop, purchase);
    Response paid = visitor.prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper));
    assertThat(paid.<String>path("state")).as(paid.asString()).isEqualTo("approved");
  }

  @Test
  void withoutAnAmountAllIsGivenBack() {
    Response asked = shop.refund(purchase.id(), "r-1", "{\"reason\":\"The mug came broken\"}");

    assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(201);
    String id = asked.path("id");
    assertThat(id).startsWith("ref_");
    assertThat(asked.header("Location"))
        .endsWith("/v1/payments/" + purchase.id() + "/refunds/" + id);
    assertThat(asked.<String>path("payment")).isEqualTo(purchase.id());
    assertThat(asked.<String>path("reason")).isEqualTo("The mug came broken");
    assertThat(asked.<Map<String, Object>>path("amount"))
        .isEqualTo(Map.of("value", 1999, "currency", "EUR"));
    assertThat(shop.refunded(purchase, id)).isEqualTo("succeeded");
    Response told = shop.lookAtRefund(purchase, id);
    assertThat(told.<String>path("endedAt")).isNotNull();
    assertThat(told.<String>path("retry")).isNull();
    assertThat(amounts()).isEqualTo(Map.of("authorized", 1999, "captured", 1999, "refunded", 1999));
    assertThat(shop.look(purchase.id()).<String>path("state")).isEqualTo("approved");
  }

  @Test
  void severalPartsAddUpAndNoMoreThanWasPaidIsGivenBack() {
    assertThat(shop.refunded(purchase, shop.giveBack(purchase, 500))).isEqualTo("succeeded");
    assertThat(shop.refunded(purchase, shop.giveBack(purchase, 1000))).isEqualTo("succeeded");

    Response over = ask(500);
    assertThat(over.statusCode()).isEqualTo(422);
    assertThat(over.<String>path("code")).isEqualTo("refund_over_payment");
    assertThat(over.<Integer>path("refundable")).isEqualTo(499);
    assertThat(shop.refunded(purchase, shop.giveBack(purchase, 499))).isEqualTo("succeeded");

    assertThat(ask(1).<Integer>path("refundable")).isZero();
    assertThat(shop.refund(purchase.id(), "rest", "{}").<String>path("code"))
        .isEqualTo("refund_over_payment");
    assertThat(amounts().get("refunded")).isEqualTo(1999);
    assertThat(refundsAtTheBank()).hasSize(3);
  }

  @Test
  void theBankIsToldWhichAuthorizationAndNoCard() {
    String id = shop.giveBack(purchase, 500);
    shop.refunded(purchase, id);

    Map<String, Object> message = refundsAtTheBank().getFirst();
    assertThat(message)
        .containsEntry("messageId", id.replace("ref_", "msg_"))
        .containsEntry("payment", purchase.id())
        .containsEntry(
            "original",
            Map.of(
                "messageId",
                bank.receivedFor(purchase.id()).getFirst().get("messageId"),
                "kind",
                "authorization"))
        .containsEntry("amount", Map.of("value", 500L, "currency", "EUR"))
        .doesNotContainKeys("card", "code", "reason", "merchant");
  }

  @Test
  void rowSumEventAndTrailMoveTogetherAndTellNoBankCode() {
    String id = shop.giveBack(purchase, 500);
    assertThat(shop.refunded(purchase, id)).isEqualTo("succeeded");

    assertThat(
            tables.read(
                "select string_agg(type, ' ' order by event_id) from payment_event where payment_id = ?1",
                purchase.uuid()))
        .isEqualTo("payment.approved refund.succeeded");
    assertThat(
            tables.read(
                "select string_agg(action, ' ' order by entry_id) from audit_entry where subject = ?1",
                purchase.id()))
        .asString()
        .endsWith("PAYMENT_SETTLED REFUND_ASKED REFUND_SETTLED");
    Response event = TestDoors.api(TestTokens.merchant(shop.client())).get("/v1/events?limit=1");
    assertThat(event.<Map<String, Object>>path("items[0].data.refund"))
        .isEqualTo(shop.lookAtRefund(purchase, id).jsonPath().getMap("$"));
    assertThat(event.<Integer>path("items[0].data.payment.amounts.refunded")).isEqualTo(500);
    assertThat(event.asString()).doesNotContain("4111", "responseCode", "bnk_", "msg_");
  }

  @ParameterizedTest
  @CsvSource({"12, no", "13, no", "14, no", "91, later", "96, later"})
  void aRefundThatTheBankDeclinesFreesItsShare(String code, String retry) {
    bank.declines(code);
    String id = shop.giveBack(purchase, 1999);

    assertThat(shop.refunded(purchase, id)).isEqualTo("declined");
    assertThat(shop.lookAtRefund(purchase, id).<String>path("retry")).isEqualTo(retry);
    assertThat(shop.lookAtRefund(purchase, id).asString()).doesNotContain("\"" + code + "\"");
    assertThat(amounts().get("refunded")).isEqualTo(0);
    assertThat(shop.refunded(purchase, shop.giveBack(purchase, 1999))).isEqualTo("succeeded");
  }

  @Test
  void refundsAtOnceTakeNoMoreThanThereIs() throws Exception {
    Callable<Response> some = () -> ask(600);
    List<Response> answers = atOnce(some);

    List<Response> heard = answers.stream().filter(a -> a.statusCode() == 201).toList();
    assertThat(heard).hasSize(3);
    assertThat(answers.stream().filter(a -> a.statusCode() == 422))
        .hasSize(TWINS - 3)
        .allMatch(a -> a.path("refundable").equals(199));
    for (Response each : heard) {
      assertThat(shop.refunded(purchase, each.path("id"))).isEqualTo("succeeded");
    }
    assertThat(amounts().get("refunded")).isEqualTo(1800);
    assertThat(refundsAtTheBank()).hasSize(3);
  }

  @Test
  void theSameRequestAgainIsTheSameRefundAsItStands() {
    Response first = shop.refund(purchase.id(), "r-1", Shop.back(500));
    assertThat(shop.refunded(purchase, first.path("id"))).isEqualTo("succeeded");

    Response again = shop.refund(purchase.id(), "r-1", Shop.back(500));

    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.<String>path("id")).isEqualTo(first.path("id"));
    assertThat(again.<String>path("state")).isEqualTo("succeeded");
    assertThat(amounts().get("refunded")).isEqualTo(500);
    assertThat(refundsAtTheBank()).hasSize(1);
  }

  @Test
  void twinsAtOnceMakeOneRefundAndGetTheSameAnswer() throws Exception {
    bank.staysSilent(1);
    List<Response> answers = atOnce(() -> shop.refund(purchase.id(), "r-1", Shop.back(1500)));

    assertThat(answers).allMatch(answer -> answer.statusCode() == 201);
    assertThat(answers.stream().map(Response::asString).distinct()).hasSize(1);
    String id = answers.getFirst().path("id");
    assertThat(shop.refunded(purchase, id)).isEqualTo("succeeded");
    assertThat(amounts().get("refunded")).isEqualTo(1500);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"amount\":{\"value\":501,\"currency\":\"EUR\"}}",
        "{\"amount\":{\"value\":500,\"currency\":\"USD\"}}",
        "{\"amount\":{\"value\":500,\"currency\":\"EUR\"},\"reason\":\"Because\"}"
      })
  void theSameKeyForAnotherRefundIsRefused(String other) {
    shop.refund(purchase.id(), "r-1", Shop.back(500));

    refused(shop.refund(purchase.id(), "r-1", other), 422, "idempotency_key_reused");
  }

  @Test
  void aKeyThatMadeAPaymentMakesNoRefundNorTheOtherWayRound() {
    String order = Shop.order("somebody", 500, "EUR");
    Purchase other = Shop.purchase(shop.create("k-1", order));
    shop.refund(purchase.id(), "r-1", Shop.back(500));

    refused(shop.refund(purchase.id(), "k-1", Shop.back(500)), 422, "idempotency_key_reused");
    refused(shop.refund(other.id(), "r-1", Shop.back(500)), 422, "idempotency_key_reused");
    refused(shop.create("r-1", order), 422, "idempotency_key_reused");
  }

  @Test
  void theSameKeyOfAnotherShopIsAnotherRefund() {
    Shop other = Shop.open(merchants);
    Shopper theirShopper = shoppers.withCard();
    Purchase theirs = other.sell(theirShopper.alias(), 1999);
    Visitor theirVisitor = new Visitor();
    theirVisitor.at(other, theirs);
    theirVisitor.prove(theirs, Shoppers.PASSWORD, shoppers.freshCode(theirShopper));
    String mine = shop.refund(purchase.id(), "r-1", Shop.back(500)).path("id");

    Response asked = other.refund(theirs.id(), "r-1", Shop.back(500));

    assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(201);
    assertThat(asked.<String>path("id")).isNotEqualTo(mine);
    assertThat(other.refunded(theirs, asked.path("id"))).isEqualTo("succeeded");
    assertThat(shop.refunded(purchase, mine)).isEqualTo("succeeded");
    assertThat(refundsAtTheBank()).hasSize(1);
  }

  @Test
  void aRefusedRequestUsesUpNoKey() {
    refused(shop.refund(purchase.id(), "r-1", Shop.back(2000)), 422, "refund_over_payment");

    assertThat(shop.refund(purchase.id(), "r-1", Shop.back(1999)).statusCode()).isEqualTo(201);
  }

  @Test
  void anotherShopsPaymentsAndRefundsDoNotExist() {
    Shop other = Shop.open(merchants);
    String id = shop.giveBack(purchase, 500);
    Purchase theirs = other.sell(shopper.alias(), 100);

    refused(other.refund(purchase.id(), "r-1", Shop.back(1)), 404, "not_found");
    refused(other.lookAtRefund(purchase, id), 404, "not_found");
    refused(other.refunds(purchase.id(), ""), 404, "not_found");
    refused(other.lookAtRefund(theirs, id), 404, "not_found");
    refused(shop.lookAtRefund(purchase, purchase.id()), 404, "not_found");
    refused(shop.refund("pay_x", "r-2", Shop.back(1)), 404, "not_found");
    assertThat(shop.refunded(purchase, id)).isEqualTo("succeeded");
  }

  @Test
  void whatIsNotApprovedIsNotGivenBack() {
    Purchase open = shop.sell(shopper.alias(), 1999);

    Response early = shop.refund(open.id(), "r-1", Shop.back(1));
    shop.cancel(open.id());
    Response late = shop.refund(open.id(), "r-1", Shop.back(1));

    refused(early, 409, "payment_not_refundable");
    assertThat(early.<String>path("state")).isEqualTo("requires_authentication");
    refused(late, 409, "payment_not_refundable");
    assertThat(late.<String>path("state")).isEqualTo("canceled");
    assertThat(bank.receivedFor(open.id())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"amount\":{\"value\":0,\"currency\":\"EUR\"}} | 422 | amount_refused",
        "{\"amount\":{\"value\":-5,\"currency\":\"EUR\"}} | 422 | amount_refused",
        "{\"amount\":{\"value\":1000000000000,\"currency\":\"EUR\"}} | 422 | amount_refused",
        "{\"amount\":{\"value\":5,\"currency\":\"eur\"}} | 422 | currency_unknown",
        "{\"amount\":{\"value\":5,\"currency\":\"USD\"}} | 422 | currency_differs",
        "{\"amount\":{\"value\":5}} | 400 | malformed",
        "{\"amount\":{\"value\":\"5\",\"currency\":\"EUR\"}} | 400 | malformed",
        "{\"amount\":{\"value\":5.5,\"currency\":\"EUR\"}} | 400 | malformed",
        "{\"reason\":\"see https://shop.example/x\"} | 400 | malformed",
        "{\"reason\":\"card 4111111111111111\"} | 422 | text_like_card",
        "{\"card\":\"x\"} | 400 | malformed",
        "[] | 400 | malformed",
      })
  void whatCantBeIsRefusedAndLeavesNothing(String body, int status, String code) {
    refused(shop.refund(purchase.id(), "r-1", body), status, code);

    assertThat(shop.refunds(purchase.id(), "").<List<Object>>path("items")).isEmpty();
    assertThat(refundsAtTheBank()).isEmpty();
  }

  @Test
  void theListGoesFromPageToPageNewestFirst() {
    var made = new ArrayList<String>();
    for (int i = 1; i <= 3; i++) {
      made.addFirst(shop.giveBack(purchase, i));
    }
    Response first = shop.refunds(purchase.id(), "limit=2");
    Response second = shop.refunds(purchase.id(), "limit=2&cursor=" + first.path("next"));

    var seen = new ArrayList<String>(first.<List<String>>path("items.id"));
    seen.addAll(second.path("items.id"));
    assertThat(seen).isEqualTo(made);
    assertThat(second.<String>path("next")).isNull();
    refused(shop.refunds(purchase.id(), "state=declined"), 400, "malformed");
  }

  @Test
  void aCardThatIsGoneGetsItsMoneyBack() {
    UUID card =
        (UUID) tables.read("select card_id from payment where payment_id = ?1", purchase.uuid());
    QuarkusTransaction.requiringNew().run(() -> cards.remove(shopper.id(), card));

    assertThat(shop.refunded(purchase, shop.giveBack(purchase, 1999))).isEqualTo("succeeded");
  }

  @Test
  void aSuspendedBankAndASuspendedShopGiveBack() {
    merchants.suspend("test", shop.id(), "test");
    bank.suspend();
    try {
      assertThat(shop.refunded(purchase, shop.giveBack(purchase, 1999))).isEqualTo("succeeded");
    } finally {
      bank.resume();
    }
  }

  @Test
  void refundsAMinuteAreLimited() {
    assertThat(ask(1).statusCode()).isEqualTo(201);
    tables.write("update limit_counter set tries = 600 where limit_name = 'REFUNDS_PER_MERCHANT'");

    refused(ask(1), 429, "too_many_requests");
  }

  private Response ask(long cents) {
    return shop.refund(purchase.id(), UUID.randomUUID().toString(), Shop.back(cents));
  }

  private Map<String, Integer> amounts() {
    return shop.look(purchase.id()).path("amounts");
  }

  private List<Map<String, Object>> refundsAtTheBank() {
    return bank.receivedFor(purchase.id()).stream()
        .filter(message -> "refund".equals(message.get("kind")))
        .toList();
  }

  private static List<Response> atOnce(Callable<Response> ask) throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.invokeAll(IntStream.range(0, TWINS).mapToObj(i -> ask).toList()).stream()
          .map(done -> done.resultNow())
          .toList();
    }
  }

  private static void refused(Response answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.<String>path("code")).isEqualTo(code);
  }
}
