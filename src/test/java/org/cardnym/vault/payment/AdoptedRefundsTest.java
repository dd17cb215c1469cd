package org.cardnym.vault.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.issuer.LostRefund;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A refund that only the bank's books hold is taken over, where it fits its payment. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class AdoptedRefundsTest {
  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject AdoptedRefunds adopted;
  @Inject Tables tables;
  private Shop shop;
  private Purchase sold;
  private UUID bank;
  private final UUID refund = Uuids.next(Instant.now());

  @BeforeEach
  void sell() {
    shop = house.open();
    var shopper = shoppers.withCard();
    sold = shop.sell(shopper.alias(), 1999);
    var visitor = new Visitor().at(shop, sold);
    visitor.prove(sold, Shoppers.PASSWORD, shoppers.freshCode(shopper));
    assertThat(visitor.outcome(sold)).isEqualTo("approved");
    bank = (UUID) tables.read("select bank_id from payment where payment_id = ?1", sold.uuid());
  }

  @Test
  void thePaymentHasSoMuchLessToGiveBackAndItsShopIsTold() {
    assertThat(adopt(bank, sold.id(), 500, "EUR")).isTrue();

    shop.look(sold.id()).then().body("amounts.refunded", equalTo(500));
    shop.refunds(sold.id(), "")
        .then()
        .body("items.id", hasItem(TypeId.of(IdKind.REFUND, refund)))
        .body("items.state", hasItem("succeeded"));
    assertThat(
            tables.read(
                "select count(*) from payment_event where payment_id = ?1 and type ="
                    + " 'refund.succeeded'",
                sold.uuid()))
        .isEqualTo(1L);
    shop.refund(sold.id(), "more", Shop.back(1500))
        .then()
        .statusCode(422)
        .body("code", equalTo("refund_over_payment"));
    assertThat(shop.refunded(sold, shop.giveBack(sold, 1499))).isEqualTo("succeeded");
  }

  @Test
  void itIsTakenOverOnce() {
    assertThat(adopt(bank, sold.id(), 500, "EUR")).isTrue();

    assertThat(adopt(bank, sold.id(), 500, "EUR")).isFalse();

    shop.look(sold.id()).then().body("amounts.refunded", equalTo(500));
  }

  @ParameterizedTest
  @CsvSource({"2000, EUR, true", "0, EUR, true", "500, USD, true", "500, EUR, false"})
  void whatDoesNotFitItsPaymentIsNot(long value, String currency, boolean ownBank) {
    UUID other = ownBank ? bank : UUID.randomUUID();

    assertThat(adopt(other, sold.id(), value, currency)).isFalse();

    shop.look(sold.id()).then().body("amounts.refunded", equalTo(0));
  }

  @Test
  void aPaymentThatWasNotApprovedOrIsNoneHasNothingToGiveBack() {
    Purchase open = shop.sell("sunny-otter", 1999);

    assertThat(adopt(bank, open.id(), 500, "EUR")).isFalse();
    assertThat(adopt(bank, "pay_none", 500, "EUR")).isFalse();
    assertThat(adopt(bank, TypeId.of(IdKind.PAYMENT, UUID.randomUUID()), 500, "EUR")).isFalse();
  }

  private boolean adopt(UUID by, String payment, long value, String currency) {
    var lost = new LostRefund(by, refund, payment, value, currency, Instant.now());
    return QuarkusTransaction.requiringNew().call(() -> adopted.adopt(lost));
  }
}
