package org.cardnym.vault.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.retention.TestPurges;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class OrderTextsTest {
  private static final String KIND = "order_texts";
  private static final Duration KEEP = Duration.ofDays(400);
  private static final List<String> TABLES =
      List.of("payment", "refund", "payment_event", "exchange");

  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject TestPurges purges;
  @Inject Tables tables;
  @Inject Alarms alarms;
  @Inject EntityManager entities;
  private final Visitor visitor = new Visitor();
  private final String described = "words-" + UUID.randomUUID();
  private final String reasoned = "cause-" + UUID.randomUUID();
  private Shop shop;
  private Shopper shopper;

  @BeforeEach
  void open() {
    shop = house.open();
    shopper = shoppers.withCard();
  }

  @Test
  void untilItsTimeAllIsKept() {
    Purchase purchase = paid("key-1");
    refunded(purchase);

    TestClock.ahead(KEEP.minusHours(1));
    purges.run(KIND);

    TestClock.ahead(Duration.ZERO);
    assertThat(TABLES).allMatch(table -> holds(table, described) || holds(table, reasoned));
    assertThat(shop.look(purchase.id()).<String>path("order.description")).isEqualTo(described);
  }

  @Test
  void afterItThePaymentStandsWithoutWordsInAnyTable() {
    Purchase purchase = paid("key-2");
    String refund = refunded(purchase);

    TestClock.ahead(KEEP.plusHours(1));
    assertThat(purges.run(KIND)).isGreaterThanOrEqualTo(1);
    assertThat(purges.run(KIND)).isZero();
    assertThat(purges.left(KIND)).isZero();

    TestClock.ahead(Duration.ZERO);
    assertThat(TABLES).noneMatch(table -> holds(table, described) || holds(table, reasoned));
    Response payment = shop.look(purchase.id());
    assertThat(payment.statusCode()).as(payment.asString()).isEqualTo(200);
    assertThat(payment.<String>path("state")).isEqualTo("approved");
    assertThat(payment.<String>path("order.reference")).isEqualTo("A-1001");
    assertThat(payment.<String>path("order.description")).isNull();
    assertThat(payment.<Integer>path("amounts.refunded")).isEqualTo(500);
    Response refunded = shop.lookAtRefund(purchase, refund);
    assertThat(refunded.statusCode()).isEqualTo(200);
    assertThat(refunded.<String>path("reason")).isNull();
  }

  @Test
  void theKeyOfAPurgedPaymentAnswersAsBefore() {
    Purchase purchase = paid("key-3");

    TestClock.ahead(KEEP.plusHours(1));
    purges.run(KIND);

    TestClock.ahead(Duration.ZERO);
    Response again = shop.create("key-3", order());
    assertThat(again.statusCode()).as(again.asString()).isEqualTo(201);
    assertThat(again.<String>path("id")).isEqualTo(purchase.id());
    Response other = shop.create("key-3", order().replace(described, "another mug"));
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(other.<String>path("code")).isEqualTo("idempotency_key_reused");
  }

  @Test
  void aPaymentKeepsItsWordsUntilItsLastRefundIsAsOld() {
    Purchase purchase = paid("key-4");
    String refund = refunded(purchase);
    endedADayLater(purchase, refund);

    TestClock.ahead(KEEP.plusHours(1));
    purges.run(KIND);
    assertThat(holds("payment", described)).isTrue();
    assertThat(purges.left(KIND)).isZero();

    TestClock.ahead(KEEP.plusHours(25));
    purges.run(KIND);
    assertThat(holds("payment", described)).isFalse();
  }

  @Test
  void aForgedPaymentKeepsItsWordsIsCountedAndKeepsNoOther() {
    Purchase forged = paid("key-5");
    Purchase honest = paid("key-6");
    tables.write("update payment set amount = amount + 1 where payment_id = ?1", forged.uuid());

    TestClock.ahead(KEEP.plusHours(1));
    purges.run(KIND);

    TestClock.ahead(Duration.ZERO);
    assertThat(purges.left(KIND)).isEqualTo(1);
    alarms.await(forged.uuid().toString());
    assertThat(shop.look(honest.id()).<String>path("order.description")).isNull();
    assertThat(holds("payment", described)).isTrue();
    tables.write("update payment set amount = amount - 1 where payment_id = ?1", forged.uuid());
  }

  private String order() {
    return Shop.order(shopper.alias(), 1999, "EUR").replace("One mug", described);
  }

  private Purchase paid(String key) {
    Purchase purchase = Shop.purchase(shop.create(key, order()));
    visitor.at(shop, purchase);
    Response paid = visitor.prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper));
    assertThat(paid.<String>path("state")).as(paid.asString()).isEqualTo("approved");
    return purchase;
  }

  private String refunded(Purchase purchase) {
    String body =
        "{\"amount\":{\"value\":500,\"currency\":\"EUR\"},\"reason\":\"" + reasoned + "\"}";
    String refund = shop.refund(purchase.id(), UUID.randomUUID().toString(), body).path("id");
    assertThat(shop.refunded(purchase, refund)).isEqualTo("succeeded");
    return refund;
  }

  /** As the vault itself would have written it. */
  private void endedADayLater(Purchase purchase, String refund) {
    var key = new RefundRow.Key(purchase.uuid(), TypeId.parse(IdKind.REFUND, refund));
    QuarkusTransaction.requiringNew()
        .run(() ->
            entities.find(RefundRow.class, key).endedAt =
                Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MICROS));
  }

  private boolean holds(String table, String text) {
    return tables.rows(table).toString().contains(text);
  }
}
