package org.cardnym.vault.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class ExpiryTest {
  @Inject TestHouse house;
  @Inject Expiry expiry;
  @Inject Tables tables;
  private Shop shop;

  @BeforeEach
  void open() {
    shop = house.open();
  }

  @Test
  void aPaymentThatNobodyProvesEndsAfterFifteenMinutes() {
    Purchase purchase = shop.sell("somebody", 1999);
    TestClock.ahead(Duration.ofMinutes(15));

    expiry.sweep();

    assertThat(state(purchase)).isEqualTo("expired");
    assertThat(tables.read("select type from payment_event where payment_id = ?1", purchase.uuid()))
        .isEqualTo("payment.expired");
    assertThat(
            tables.read(
                "select count(*) from audit_entry where subject = ?1 and action = 'PAYMENT_EXPIRED'",
                purchase.id()))
        .isEqualTo(1L);
  }

  @Test
  void beforeThatItStays() {
    Purchase purchase = shop.sell("somebody", 1999);
    TestClock.ahead(Duration.ofMinutes(14));

    expiry.sweep();

    assertThat(state(purchase)).isEqualTo("requires_authentication");
  }

  @Test
  void aRowThatIsNotTheVaultsOwnHoldsNoOtherUp() {
    Purchase edited = shop.sell("somebody", 1999);
    tables.write(
        "update payment set amount = 1, expires_at = expires_at - interval '1 minute' where payment_id = ?1",
        edited.uuid());
    Purchase other = shop.sell("somebody", 1999);
    TestClock.ahead(Duration.ofMinutes(15));

    expiry.sweep();

    assertThat(state(other)).isEqualTo("expired");
    assertThat(tables.read("select state from payment where payment_id = ?1", edited.uuid()))
        .isEqualTo("REQUIRES_AUTHENTICATION");
    tables.write("delete from payment where payment_id = ?1", edited.uuid());
  }

  @Test
  void manyRowsThatAreNotTheVaultsOwnHoldNoOtherUp() {
    Purchase other = shop.sell("somebody", 1999);
    tables.write(
        "insert into payment select p.* from payment t cross join generate_series(1, 150) n cross join lateral"
            + " jsonb_populate_record(t, jsonb_build_object('payment_id', md5('forged ' || n), 'expires_at',"
            + " t.expires_at - interval '1 hour', 'order_reference', 'forged')) p where t.payment_id = ?1",
        other.uuid());
    TestClock.ahead(Duration.ofMinutes(15));

    expiry.sweep();

    assertThat(state(other)).isEqualTo("expired");
    tables.write("delete from payment where order_reference = ?1", "forged");
  }

  private String state(Purchase purchase) {
    return shop.look(purchase.id()).path("state");
  }
}
