package org.cardnym.vault.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
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
import org.cardnym.vault.issuer.HouseBank;
import org.cardnym.vault.proof.Policies;
import org.cardnym.vault.proof.Policies.Cap;
import org.cardnym.vault.proof.Rule;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The card's limits are 500.00 EUR a payment and 1000.00 EUR a day. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class HoldRefusedTest {
  private static final long PLENTY = 999_999_999;

  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject HouseBank bank;
  @Inject Policies policies;
  @Inject Tables tables;
  private final Visitor visitor = new Visitor();
  private Shop shop;

  @BeforeEach
  void open() {
    shop = house.open();
    policies.set(new Cap(Rule.NEW_BROWSER, "EUR", PLENTY, PLENTY), "test");
  }

  @Test
  void overTheLimitOfAPaymentNothingIsSent() {
    Shopper shopper = shoppers.withCard();

    assertThat(pay(shopper, shop.sell(shopper.alias(), 50_000))).isEqualTo("approved");
    declinedByTheVault(shopper, shop.sell(shopper.alias(), 50_001), "other_card");
  }

  @Test
  void overTheLimitOfADayNothingIsSent() {
    Shopper shopper = shoppers.withCard();
    pay(shopper, shop.sell(shopper.alias(), 50_000));
    pay(shopper, shop.sell(shopper.alias(), 49_999));

    declinedByTheVault(shopper, shop.sell(shopper.alias(), 2), "other_card");
    assertThat(pay(shopper, shop.sell(shopper.alias(), 1))).isEqualTo("approved");
  }

  @Test
  void aDeclinedPaymentGivesItsHoldBack() {
    Shopper shopper = shoppers.withCard();
    pay(shopper, shop.sell(shopper.alias(), 50_000));
    bank.declines("51");
    pay(shopper, shop.sell(shopper.alias(), 50_000));

    assertThat(pay(shopper, shop.sell(shopper.alias(), 50_000))).isEqualTo("approved");
  }

  @Test
  void aCurrencyWithoutALimitIsRefused() {
    Shopper shopper = shoppers.withCard();
    policies.set(new Cap(Rule.NEW_BROWSER, "USD", PLENTY, PLENTY), "test");

    declinedByTheVault(shopper, shop.sell(shopper.alias(), 100, "USD"), "other_card");
  }

  @Test
  void aLimitedCardWithoutAPolicyPaysNothing() {
    Shopper shopper = shoppers.withCard(false);
    tables.write("delete from policy where rule = 'LIMITED_CARD'");

    declinedByTheVault(shopper, shop.sell(shopper.alias(), 1), "other_card");
  }

  @Test
  void aLimitedCardPaysUpToItsCap() {
    Shopper shopper = shoppers.withCard(false);

    declinedByTheVault(shopper, shop.sell(shopper.alias(), 10_001), "other_card");
    assertThat(pay(shopper, shop.sell(shopper.alias(), 10_000))).isEqualTo("approved");
    declinedByTheVault(shopper, shop.sell(shopper.alias(), 1), "other_card");
  }

  @Test
  void aNewBrowserPaysUpToItsCapAndMoreOnceItHasPaid() {
    policies.set(new Cap(Rule.NEW_BROWSER, "EUR", 10_000, 10_000), "test");
    Shopper shopper = shoppers.withCard();

    declinedByTheVault(shopper, shop.sell(shopper.alias(), 10_001), "other_card");
    assertThat(pay(shopper, shop.sell(shopper.alias(), 1_000))).isEqualTo("approved");
    assertThat(pay(shopper, shop.sell(shopper.alias(), 10_001))).isEqualTo("approved");
  }

  @Test
  void aNewBrowserWithoutAPolicyPaysNothing() {
    tables.write("delete from policy where rule = 'NEW_BROWSER'");
    Shopper shopper = shoppers.withCard();

    declinedByTheVault(shopper, shop.sell(shopper.alias(), 1), "other_card");

    assertThat(
            tables.read(
                "select count(*) from notice where payer_id = ?1 and kind = 'NEW_BROWSER_DECLINED'",
                shopper.id()))
        .as("the owner is told that somebody has both proofs")
        .isEqualTo(1L);
  }

  @Test
  void withoutACardNothingIsSent() {
    Shopper shopper = shoppers.withoutCard();

    declinedByTheVault(shopper, shop.sell(shopper.alias(), 1), "other_card");
  }

  @Test
  void aSuspendedBankIsNotAsked() {
    Shopper shopper = shoppers.withCard();
    bank.suspend();
    try {
      declinedByTheVault(shopper, shop.sell(shopper.alias(), 1), "later");
    } finally {
      bank.resume();
    }
  }

  @Test
  void aCardOfABankThatDrainsPays() {
    Shopper shopper = shoppers.withCard();
    bank.drain();
    try {
      assertThat(pay(shopper, shop.sell(shopper.alias(), 1))).isEqualTo("approved");
    } finally {
      bank.resume();
    }
  }

  private String pay(Shopper shopper, Purchase purchase) {
    visitor.at(shop, purchase);
    return visitor.prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper)).path("state");
  }

  private void declinedByTheVault(Shopper shopper, Purchase purchase, String retry) {
    assertThat(pay(shopper, purchase)).isEqualTo("declined");
    assertThat(shop.look(purchase.id()).<String>path("retry")).isEqualTo(retry);
    assertThat(bank.receivedFor(purchase.id())).isEmpty();
    assertThat(tables.read("select count(*) from exchange where family_id = ?1", purchase.uuid()))
        .isEqualTo(0L);
    assertThat(tables.read("select count(*) from card_hold where payment_id = ?1", purchase.uuid()))
        .isEqualTo(0L);
    assertThat(tables.read("select type from payment_event where payment_id = ?1", purchase.uuid()))
        .isEqualTo("payment.declined");
  }
}
