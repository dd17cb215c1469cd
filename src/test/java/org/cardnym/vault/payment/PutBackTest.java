package org.cardnym.vault.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Older rows put back, and rows taken away: no MAC shows it, and still nobody pays twice. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class PutBackTest {
  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject HouseBank bank;
  @Inject Tables tables;
  @Inject Alarms alarms;
  @Inject LostExchanges lost;
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
    bank.answersAgain();
    tables.write("delete from exchange where family_id = ?1", purchase.uuid());
    tables.write("delete from payment where payment_id = ?1", purchase.uuid());
  }

  @Test
  void aPaymentPutBackWithAllItLeftAsksTheBankUnderTheSameMessageId() {
    Object before = row();
    Object limit =
        tables.read(
            "select cast(row_to_json(l) as text) from card_limit l where payer_id = ?1",
            shopper.id());
    assertThat(prove().statusCode()).isEqualTo(200);
    assertThat(visitor.outcome(purchase)).isEqualTo("approved");
    putBack(before);
    tables.write("delete from card_hold where payment_id = ?1", purchase.uuid());
    tables.write("delete from card_limit where payer_id = ?1", shopper.id());
    tables.write(
        "insert into card_limit select * from json_populate_record(cast(null as card_limit), cast(?1 as json))",
        limit);

    assertThat(prove().statusCode()).isEqualTo(200);

    List<Object> ids =
        bank.receivedFor(purchase.id()).stream().map(m -> m.get("messageId")).distinct().toList();
    assertThat(bank.receivedFor(purchase.id())).hasSize(2);
    assertThat(ids).hasSize(1);
  }

  @Test
  void aPaymentPutBackWhoseHoldStandsIsRefusedWithAnAlarm() {
    Object before = row();
    assertThat(prove().statusCode()).isEqualTo(200);
    assertThat(visitor.outcome(purchase)).isEqualTo("approved");
    putBack(before);

    Response again = prove();

    assertThat(again.statusCode()).isEqualTo(500);
    assertThat(again.<String>path("code")).isEqualTo("row_refused");
    assertThat(bank.receivedFor(purchase.id())).hasSize(1);
    alarms.await(purchase.id());
  }

  @Test
  void anAuthorizationTakenOutWhileItsReversalIsDueIsUndoneAllTheSame() {
    bank.staysSilent(1_000);
    assertThat(prove().statusCode()).isEqualTo(200);
    assertThat(visitor.outcome(purchase)).isEqualTo("failed");
    UUID message =
        (UUID) tables.read("select message_id from payment where payment_id = ?1", purchase.uuid());
    tables.write("delete from exchange where family_id = ?1", purchase.uuid());

    lost.sweep();

    alarms.await(TypeId.of(IdKind.MESSAGE, message));
    bank.answersAgain();
    awaitReversal();
    assertThat(bank.receivedFor(purchase.id()))
        .filteredOn(m -> "reversal".equals(m.get("kind")))
        .last()
        .extracting(m -> String.valueOf(m.get("original")))
        .asString()
        .contains(TypeId.of(IdKind.MESSAGE, message));
  }

  @Test
  void aPaymentWhoseExchangeIsThereIsLeftAlone() {
    bank.staysSilent(1);
    assertThat(prove().statusCode()).isEqualTo(200);

    lost.sweep();

    assertThat(visitor.outcome(purchase)).isEqualTo("approved");
  }

  private Response prove() {
    return visitor.prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper));
  }

  private Object row() {
    return tables.read(
        "select cast(row_to_json(p) as text) from payment p where payment_id = ?1",
        purchase.uuid());
  }

  private void putBack(Object row) {
    tables.write("delete from exchange where family_id = ?1", purchase.uuid());
    tables.write("delete from evidence where payment_id = ?1", purchase.uuid());
    tables.write("delete from payment where payment_id = ?1", purchase.uuid());
    tables.write(
        "insert into payment select * from json_populate_record(cast(null as payment), cast(?1 as json))",
        row);
  }

  private void awaitReversal() {
    long end = System.nanoTime() + 20_000_000_000L;
    while (!shop.look(purchase.id()).path("reversal").equals("done") && System.nanoTime() < end) {
      LockSupport.parkNanos(20_000_000);
    }
    assertThat(shop.look(purchase.id()).<String>path("reversal")).isEqualTo("done");
  }
}
