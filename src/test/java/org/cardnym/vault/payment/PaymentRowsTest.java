package org.cardnym.vault.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
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
import org.cardnym.vault.issuer.HouseBank;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody with the database's password but no key can't do to a payment. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class PaymentRowsTest {
  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject HouseBank bank;
  @Inject Tables tables;
  @Inject Alarms alarms;
  private final Visitor visitor = new Visitor();
  private Shop shop;
  private Shopper shopper;
  private Purchase purchase;

  @BeforeEach
  void open() {
    shop = house.open();
    shopper = shoppers.withCard();
    purchase = shop.sell(shopper.alias(), 1999);
    visitor.at(shop, purchase);
  }

  @AfterEach
  void leave() {
    // Rows that don't check would raise alarms for as long as other tests sweep.
    tables.write("delete from payment where payment_id = ?1", purchase.uuid());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "state = 'APPROVED', authorized = 1999, captured = 1999",
        "amount = 1",
        "alias_index = 'somebody-else'",
        "merchant_id = '00000000-0000-7000-8000-000000000007'",
        "browser_hash = '\\x00'",
        "elsewhere_hash = '\\x00'",
        "elsewhere = true",
        "expires_at = expires_at + interval '1 day'",
        "return_url = 'https://evil.example/'",
        "revision = revision + 1"
      })
  void anEditedPaymentIsRefusedWithAnAlarm(String edit) {
    tables.write("update payment set " + edit + " where payment_id = ?1", purchase.uuid());

    Response proven = visitor.prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper));

    assertThat(proven.statusCode()).isEqualTo(500);
    assertThat(proven.<String>path("code")).isEqualTo("row_refused");
    assertThat(shop.look(purchase.id()).statusCode()).isEqualTo(500);
    assertThat(bank.receivedFor(purchase.id())).isEmpty();
    alarms.await(purchase.uuid().toString());
  }

  @Test
  void anIdempotencyKeyMovedToAnotherPaymentIsRefused() {
    String body = Shop.order(shopper.alias(), 1999, "EUR");
    Purchase first = Shop.purchase(shop.create("k-1", body));
    tables.write(
        "update idempotency set payment_id = ?1 where payment_id = ?2",
        purchase.uuid(),
        first.uuid());

    Response again = shop.create("k-1", body);

    assertThat(again.statusCode()).isEqualTo(500);
    assertThat(again.<String>path("code")).isEqualTo("row_refused");
  }
}
