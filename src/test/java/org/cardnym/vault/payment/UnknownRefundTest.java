package org.cardnym.vault.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.Alarms;
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
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.HouseBank;
import org.cardnym.vault.merchant.Merchants;
import org.cardnym.vault.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Refunds of which nobody knows what became, and rows that somebody has changed: money goes back
 * once, and never more of it.
 */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class UnknownRefundTest {
  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject HouseBank bank;
  @Inject Tables tables;
  @Inject Merchants merchants;
  @Inject Refunding refunding;
  @Inject LostRefunds lost;
  @Inject Alarms alarms;
  private final Visitor visitor = new Visitor();
  private Shop shop;
  private Purchase purchase;

  @BeforeEach
  void buy() {
    shop = house.open();
    Shopper shopper = shoppers.withCard();
    purchase = shop.sell(shopper.alias(), 1999);
    visitor.at(shop, purchase);
    Response paid = visitor.prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper));
    assertThat(paid.<String>path("state")).as(paid.asString()).isEqualTo("approved");
  }

  @AfterEach
  void leave() {
    // Rows that don't check would raise alarms for as long as other tests sweep.
    bank.answersAgain();
    for (String table :
        new String[] {
          "exchange where family_id", "refund where payment_id", "payment where payment_id"
        }) {
      tables.write("delete from " + table + " = ?1", purchase.uuid());
    }
  }

  @Test
  void aLostAnswerIsAskedForAgainAsTheSameRefund() {
    bank.staysSilent(2);
    Response asked = shop.refund(purchase.id(), "r-1", Shop.back(500));

    assertThat(asked.<String>path("state")).isEqualTo("processing");
    assertThat(asked.<String>path("endedAt")).isNull();
    assertThat(shop.refunded(purchase, asked.path("id"))).isEqualTo("succeeded");
    List<Map<String, Object>> messages = refundsAtTheBank();
    assertThat(messages).hasSize(3);
    assertThat(messages)
        .extracting(m -> m.get("messageId"))
        .containsOnly(messages.getFirst().get("messageId"));
    assertThat(messages).extracting(m -> m.get("jti")).doesNotHaveDuplicates();
    assertThat(messages).extracting(m -> m.get("repeat")).containsExactly(0L, 1L, 2L);
    assertThat(refunded()).isEqualTo(500);
  }

  @Test
  void whileNothingIsKnownTheAmountIsSetAsideAndNothingIsGuessed() {
    bank.staysSilent(1_000);
    String id = shop.giveBack(purchase, 1500);

    Response over = shop.refund(purchase.id(), "r-2", Shop.back(500));

    assertThat(over.<Integer>path("refundable")).isEqualTo(499);
    assertThat(shop.lookAtRefund(purchase, id).<String>path("state")).isEqualTo("processing");
    assertThat(refunded()).isZero();
    bank.answersAgain();
    assertThat(shop.refunded(purchase, id)).isEqualTo("succeeded");
    assertThat(refunded()).isEqualTo(1500);
  }

  @Test
  void aBankThatCannotBeReachedIsTriedAgain() {
    bank.unreachable();
    String id;
    try {
      id = shop.giveBack(purchase, 500);
      assertThat(shop.lookAtRefund(purchase, id).<String>path("state")).isEqualTo("processing");
    } finally {
      bank.reachable();
    }

    assertThat(shop.refunded(purchase, id)).isEqualTo("succeeded");
    assertThat(refunded()).isEqualTo(500);
  }

  @Test
  void whatWasIntendedIsSentByTheSweeperWhereTheReplicaDied() {
    String id = intended(500);

    assertThat(shop.refunded(purchase, id)).isEqualTo("succeeded");
    assertThat(refundsAtTheBank()).hasSize(1);
    assertThat(refunded()).isEqualTo(500);
  }

  @Test
  void anExchangeThatWasTakenOutIsMadeAgainAsTheSameMessage() {
    bank.staysSilent(1);
    String id = shop.giveBack(purchase, 500);
    tables.write("delete from exchange where message_id = ?1", uuid(id));

    lost.sweep();

    assertThat(shop.refunded(purchase, id)).isEqualTo("succeeded");
    alarms.await(id.replace("ref_", "msg_"));
    assertThat(refundsAtTheBank())
        .extracting(m -> m.get("messageId"))
        .containsOnly(id.replace("ref_", "msg_"));
    assertThat(refunded()).isEqualTo(500);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "amount = 1",
        "currency = 'USD'",
        "state = 'SUCCEEDED'",
        "state = 'DECLINED'",
        "reason = 'Because'",
        "revision = revision + 1"
      })
  void anEditedRefundIsRefusedWithAnAlarm(String edit) {
    bank.staysSilent(1_000);
    String id = shop.giveBack(purchase, 500);
    tables.write("update refund set " + edit + " where refund_id = ?1", uuid(id));

    Response told = shop.lookAtRefund(purchase, id);

    assertThat(told.statusCode()).isEqualTo(500);
    assertThat(told.<String>path("code")).isEqualTo("row_refused");
    assertThat(shop.refunds(purchase.id(), "").<String>path("code")).isEqualTo("row_refused");
    alarms.await(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"refunding = 0", "refunded = 0", "captured = 999900", "currency = 'USD'"})
  void anEditedPaymentGivesNothingBack(String edit) {
    assertThat(shop.refunded(purchase, shop.giveBack(purchase, 1000))).isEqualTo("succeeded");
    bank.staysSilent(1_000);
    shop.giveBack(purchase, 999);
    tables.write("update payment set " + edit + " where payment_id = ?1", purchase.uuid());

    Response more = shop.refund(purchase.id(), "r-2", Shop.back(1));

    assertThat(more.statusCode()).isEqualTo(500);
    assertThat(more.<String>path("code")).isEqualTo("row_refused");
    alarms.await(purchase.uuid().toString());
  }

  @Test
  void aRefundTakenAwayMakesNoRoomForAnother() {
    String id = shop.giveBack(purchase, 1999);
    assertThat(shop.refunded(purchase, id)).isEqualTo("succeeded");
    tables.write("delete from refund where refund_id = ?1", uuid(id));

    Response more = shop.refund(purchase.id(), "r-2", Shop.back(1));

    assertThat(more.<String>path("code")).isEqualTo("row_refused");
    alarms.await(purchase.uuid().toString());
    assertThat(refundsAtTheBank()).hasSize(1);
  }

  @Test
  void anOlderPaymentPutBackGivesNothingBackTwice() {
    Object before =
        tables.read(
            "select cast(row_to_json(p) as text) from payment p where payment_id = ?1",
            purchase.uuid());
    assertThat(shop.refunded(purchase, shop.giveBack(purchase, 1999))).isEqualTo("succeeded");
    tables.write("delete from payment where payment_id = ?1", purchase.uuid());
    tables.write(
        "insert into payment select * from json_populate_record(cast(null as payment), cast(?1 as json))",
        before);

    Response more = shop.refund(purchase.id(), "r-2", Shop.back(1999));

    assertThat(more.<String>path("code")).isEqualTo("row_refused");
    alarms.await(purchase.uuid().toString());
    assertThat(refundsAtTheBank()).hasSize(1);
  }

  @Test
  void aRefundTakenAwayWhileItsBankIsAskedIsNeverSettled() {
    bank.staysSilent(1);
    Response asked = shop.refund(purchase.id(), "r-1", Shop.back(500));
    String id = asked.path("id");
    tables.write("delete from refund where refund_id = ?1", uuid(id));

    alarms.await(id);

    assertThat(refunded()).isZero();
    assertThat(shop.refund(purchase.id(), "r-1", Shop.back(500)).<String>path("code"))
        .isEqualTo("row_refused");
  }

  /** Commits to a refund as the API does, and then the replica dies. */
  private String intended(long cents) {
    var order = new RefundOrder(Money.payable(cents, "EUR"), null);
    RefundView made =
        QuarkusTransaction.requiringNew()
            .call(() ->
                refunding.insert(
                    merchants.get(shop.id()),
                    purchase.uuid(),
                    IdempotencyKey.parse("died"),
                    order,
                    new byte[] {1}));
    return TypeId.of(IdKind.REFUND, made.id());
  }

  private static UUID uuid(String refundId) {
    return TypeId.parse(IdKind.REFUND, refundId);
  }

  private int refunded() {
    return shop.look(purchase.id()).path("amounts.refunded");
  }

  private List<Map<String, Object>> refundsAtTheBank() {
    return bank.receivedFor(purchase.id()).stream()
        .filter(message -> "refund".equals(message.get("kind")))
        .toList();
  }
}
