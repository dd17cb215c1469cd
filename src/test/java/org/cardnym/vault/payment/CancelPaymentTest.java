package org.cardnym.vault.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
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
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.issuer.HouseBank;
import org.cardnym.vault.merchant.Merchants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class CancelPaymentTest {
  private static final int ROUNDS = 12;
  private static final String WAITING =
      "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname ="
          + " current_database()";

  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject HouseBank bank;
  @Inject Merchants merchants;
  @Inject Cancellation cancellation;
  @Inject Expiry expiry;
  @Inject Tables tables;
  private final Visitor visitor = new Visitor();
  private Shop shop;

  @BeforeEach
  void open() {
    shop = house.open();
  }

  @Test
  void aPaymentThatNobodyProvedIsCanceledAndEverybodyIsTold() {
    Purchase purchase = shop.sell("somebody", 1999);
    visitor.at(shop, purchase);

    Response canceled = shop.cancel(purchase.id());

    assertThat(canceled.statusCode()).as(canceled.asString()).isEqualTo(200);
    assertThat(canceled.<String>path("state")).isEqualTo("canceled");
    assertThat(canceled.<String>path("endedAt")).isNotNull();
    assertThat(canceled.<String>path("paymentPage")).isNull();
    assertThat(shop.look(purchase.id()).asString()).isEqualTo(canceled.asString());
    assertThat(events(purchase)).isEqualTo("payment.canceled");
    assertThat(trail(purchase)).isEqualTo("PAYMENT_CREATED PAYMENT_OPENED PAYMENT_CANCELED");
    assertThat(visitor.view(purchase).<String>path("state")).isEqualTo("canceled");
    assertThat(visitor.get("/pay/" + purchase.id()).asString())
        .contains("Canceled", "The shop canceled this payment. Nothing was paid.");
  }

  @Test
  void cancelingTwiceIsTheSameAnswerAndOneEvent() {
    Purchase purchase = shop.sell("somebody", 1999);
    Response first = shop.cancel(purchase.id());

    Response again = shop.cancel(purchase.id());

    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.asString()).isEqualTo(first.asString());
    assertThat(events(purchase)).isEqualTo("payment.canceled");
    assertThat(trail(purchase)).isEqualTo("PAYMENT_CREATED PAYMENT_CANCELED");
  }

  @Test
  void aRepeatedCreationShowsTheCanceledPayment() {
    String body = Shop.order("somebody", 1999, "EUR");
    Purchase purchase = Shop.purchase(shop.create("k-1", body));
    shop.cancel(purchase.id());

    Response again = shop.create("k-1", body);

    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.<String>path("id")).isEqualTo(purchase.id());
    assertThat(again.<String>path("state")).isEqualTo("canceled");
  }

  @Test
  void rightProofsPayNothingAfterwardsAndAreNotUsedUp() {
    Shopper shopper = shoppers.withCard();
    Purchase canceled = shop.sell(shopper.alias(), 1999);
    Purchase other = shop.sell(shopper.alias(), 500);
    visitor.at(shop, canceled).at(shop, other);
    String code = shoppers.freshCode(shopper);
    shop.cancel(canceled.id());

    Response refused = visitor.prove(canceled, Shoppers.PASSWORD, code);

    refused(refused, 409, "payment_ended");
    assertThat(bank.receivedFor(canceled.id())).isEmpty();
    assertThat(holds(canceled)).isEqualTo(0L);
    assertThat(visitor.prove(other, Shoppers.PASSWORD, code).<String>path("state"))
        .isEqualTo("approved");
  }

  @Test
  void anApprovedPaymentStaysApproved() {
    Purchase purchase = paid();

    Response refused = shop.cancel(purchase.id());

    refused(refused, 409, "payment_not_cancelable");
    assertThat(refused.<String>path("state")).isEqualTo("approved");
    assertThat(shop.look(purchase.id()).<String>path("state")).isEqualTo("approved");
    assertThat(events(purchase)).isEqualTo("payment.approved");
  }

  @Test
  void aDeclinedPaymentStaysDeclined() {
    bank.declines("05");
    Purchase purchase = paid();

    Response refused = shop.cancel(purchase.id());

    refused(refused, 409, "payment_not_cancelable");
    assertThat(refused.<String>path("state")).isEqualTo("declined");
  }

  @Test
  void aPaymentThatIsWithTheBankEndsAsTheBankSays() {
    bank.staysSilent(2);
    Shopper shopper = shoppers.withCard();
    Purchase purchase = shop.sell(shopper.alias(), 1999);
    visitor.at(shop, purchase);
    String code = shoppers.freshCode(shopper);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.execute(() -> visitor.prove(purchase, Shoppers.PASSWORD, code));
      await(() -> shop.look(purchase.id()).path("state").equals("processing"));

      Response refused = shop.cancel(purchase.id());

      refused(refused, 409, "payment_not_cancelable");
      assertThat(refused.<String>path("state")).isEqualTo("processing");
    }
    assertThat(visitor.outcome(purchase)).isEqualTo("approved");
  }

  @Test
  void afterItsTimeAPaymentIsExpiredWhetherTheSweepCameOrNot() {
    Purchase purchase = shop.sell("somebody", 1999);
    TestClock.ahead(Duration.ofMinutes(15));

    refused(shop.cancel(purchase.id()), 410, "payment_expired");
    expiry.sweep();
    refused(shop.cancel(purchase.id()), 410, "payment_expired");

    assertThat(events(purchase)).isEqualTo("payment.expired");
  }

  @Test
  void rightBeforeItsTimeItIsCanceled() {
    Purchase purchase = shop.sell("somebody", 1999);
    TestClock.ahead(Duration.ofMinutes(14));

    assertThat(shop.cancel(purchase.id()).statusCode()).isEqualTo(200);
  }

  @Test
  void anothersPaymentAndNoneAtAllAreTheSameToACaller() {
    Purchase purchase = shop.sell("somebody", 1999);
    Shop stranger = Shop.open(merchants);

    String another = anonymous(stranger.cancel(purchase.id()));

    assertThat(another)
        .contains("404")
        .isEqualTo(anonymous(stranger.cancel("pay_00000000000000000000000000")))
        .isEqualTo(anonymous(stranger.cancel("pay_x")))
        .isEqualTo(anonymous(stranger.look(purchase.id())));
    assertThat(shop.look(purchase.id()).<String>path("state")).isEqualTo("requires_authentication");
  }

  @Test
  void anOperatorAndAStrangerCancelNothing() {
    Purchase purchase = shop.sell("somebody", 1999);
    String path = "/v1/payments/" + purchase.id() + "/cancel";

    refused(TestDoors.api().post(path), 401, "unauthenticated");
    refused(TestDoors.api(TestTokens.operator()).post(path), 403, "forbidden");
    assertThat(shop.look(purchase.id()).<String>path("state")).isEqualTo("requires_authentication");
  }

  @Test
  void aSuspendedShopMayTakeItsPaymentsBack() {
    Purchase purchase = shop.sell("somebody", 1999);
    merchants.suspend("test", shop.id(), "test");

    assertThat(shop.cancel(purchase.id()).<String>path("state")).isEqualTo("canceled");
  }

  @Test
  void aProofThatWaitsForTheCancellationFindsItDone() throws Exception {
    Shopper shopper = shoppers.withCard();
    Purchase purchase = shop.sell(shopper.alias(), 1999);
    visitor.at(shop, purchase);
    String code = shoppers.freshCode(shopper);
    var merchant = merchants.byClient(shop.client()).orElseThrow();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      QuarkusTransaction.begin();
      cancellation.cancel(merchant, purchase.uuid());
      tables.flush();
      Future<Response> proof =
          threads.submit(() -> visitor.prove(purchase, Shoppers.PASSWORD, code));
      await(() -> ((Number) tables.read(WAITING)).longValue() > 0);
      QuarkusTransaction.commit();

      refused(proof.get(), 409, "payment_ended");
    }
    assertThat(visitor.outcome(purchase)).isEqualTo("canceled");
    assertThat(bank.receivedFor(purchase.id())).isEmpty();
    assertThat(holds(purchase)).isEqualTo(0L);
  }

  @Test
  void exactlyOneOfCancelingAndPayingWins() throws Exception {
    Shopper shopper = shoppers.withCard();
    for (int round = 0; round < ROUNDS; round++) {
      Purchase purchase = shop.sell(shopper.alias(), 100);
      visitor.at(shop, purchase);
      race(purchase, shoppers.freshCode(shopper), round);
    }
  }

  /** In later rounds the shop comes later, so that now one and now the other is first. */
  private void race(Purchase purchase, String code, int round) throws Exception {
    var start = new CyclicBarrier(2);
    Callable<Response> payer =
        () -> {
          start.await();
          return visitor.prove(purchase, Shoppers.PASSWORD, code);
        };
    Callable<Response> merchant =
        () -> {
          start.await();
          Thread.sleep(round * 15L);
          return shop.cancel(purchase.id());
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Response> proof = threads.submit(payer);
      Response canceled = threads.submit(merchant).get();
      Response proven = proof.get();
      boolean paid = canceled.statusCode() == 409;

      assertThat(canceled.statusCode()).as(canceled.asString()).isIn(200, 409);
      assertThat(proven.statusCode() == 200).as(proven.asString()).isEqualTo(paid);
      assertThat(visitor.outcome(purchase)).isEqualTo(paid ? "approved" : "canceled");
      assertThat(events(purchase)).isEqualTo(paid ? "payment.approved" : "payment.canceled");
      assertThat(bank.receivedFor(purchase.id())).hasSize(paid ? 1 : 0);
      assertThat(holds(purchase)).isEqualTo(paid ? 1L : 0L);
    }
  }

  private Purchase paid() {
    Shopper shopper = shoppers.withCard();
    Purchase purchase = shop.sell(shopper.alias(), 1999);
    visitor.at(shop, purchase);
    visitor.prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper));
    return purchase;
  }

  private Object events(Purchase purchase) {
    return tables.read(
        "select string_agg(type, ' ' order by event_id) from payment_event where payment_id = ?1",
        purchase.uuid());
  }

  private Object trail(Purchase purchase) {
    return tables.read(
        "select string_agg(action, ' ' order by entry_id) from audit_entry where subject = ?1",
        purchase.id());
  }

  private Object holds(Purchase purchase) {
    return tables.read("select count(*) from card_hold where payment_id = ?1", purchase.uuid());
  }

  private static String anonymous(Response answer) {
    return answer.statusCode()
        + answer.asString().replaceAll("\"request\":\"[^\"]*\"", "")
        + answer.contentType();
  }

  private static void await(java.util.function.BooleanSupplier isSo) {
    long end = System.nanoTime() + 15_000_000_000L;
    while (!isSo.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it did not come so").isLessThan(end);
      LockSupport.parkNanos(20_000_000);
    }
  }

  private static void refused(Response answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.<String>path("code")).isEqualTo(code);
  }
}
