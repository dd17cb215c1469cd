package org.cardnym.vault.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.Visitor;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class LockedPaymentsTest {
  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject Payments payments;

  /** Else its sums would be written back as they were read. */
  @Test
  void aPaymentIsReadAgainUnderItsLock() {
    Shop shop = house.open();
    Purchase purchase = approved(shop);

    QuarkusTransaction.requiringNew()
        .run(() -> {
          assertThat(payments.find(purchase.uuid())).isPresent();
          shop.giveBack(purchase, 500);
          PaymentRow row = payments.lock(purchase.uuid());
          assertThat(row.refunding + row.refunded).isEqualTo(500);
        });
  }

  /** What its own transaction has changed is not lost by locking it again. */
  @Test
  void aPaymentThatIsLockedTwiceKeepsWhatWasChanged() {
    Shop shop = house.open();
    Purchase purchase = approved(shop);

    QuarkusTransaction.begin();
    try {
      payments.row(purchase.uuid()).aliasIndex = "changed before";
      assertThat(payments.lock(purchase.uuid()).aliasIndex).isEqualTo("changed before");
      payments.lock(purchase.uuid()).aliasIndex = "changed since";
      assertThat(payments.lock(purchase.uuid()).aliasIndex).isEqualTo("changed since");
    } finally {
      QuarkusTransaction.rollback();
    }
  }

  private Purchase approved(Shop shop) {
    Shopper shopper = shoppers.withCard();
    Purchase purchase = shop.sell(shopper.alias(), 1999);
    Visitor visitor = new Visitor().at(shop, purchase);
    visitor.prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper));
    assertThat(visitor.outcome(purchase)).isEqualTo("approved");
    return purchase;
  }
}
