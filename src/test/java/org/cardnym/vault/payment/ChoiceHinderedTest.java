package org.cardnym.vault.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
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
import org.cardnym.vault.card.TestCards;
import org.cardnym.vault.issuer.HouseBank;
import org.cardnym.vault.merchant.Merchants;
import org.cardnym.vault.payer.Payers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes between the proof and the choice of a card. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class ChoiceHinderedTest {
  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject TestCards cards;
  @Inject HouseBank bank;
  @Inject Payers payers;
  @Inject Merchants merchants;
  @Inject Tables tables;
  @Inject Alarms alarms;
  private final Visitor visitor = new Visitor();
  private Shop shop;
  private Shopper shopper;
  private UUID visa;
  private UUID amex;
  private Purchase purchase;

  @BeforeEach
  void prove() {
    shop = house.open();
    shopper = shoppers.withoutCard();
    visa = cards.verified(shopper.id(), bank.id(), TestCards.VISA, true);
    amex = cards.verified(shopper.id(), bank.id(), TestCards.AMEX, true);
    purchase = shop.sell(shopper.alias(), 1999);
    visitor.at(shop, purchase);
    Response proven =
        visitor.proveToChoose(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper));
    assertThat(proven.statusCode()).as(proven.asString()).isEqualTo(200);
  }

  @AfterEach
  void leave() {
    // Rows that don't check would raise alarms for as long as other tests sweep.
    tables.write("delete from payment where payment_id = ?1", purchase.uuid());
  }

  @Test
  void aFrozenAccountDeclines() {
    QuarkusTransaction.requiringNew().run(() -> payers.freeze(shopper.id()));

    declined("frozen", "other_card");
  }

  @Test
  void oneFrozenCardLeavesTheOtherAndAllOfThemDecline() {
    cards.frozen(shopper.id(), amex);
    assertThat(visitor.choose(purchase, amex).<String>path("code")).isEqualTo("card_not_usable");
    cards.frozen(shopper.id(), visa);

    declined("frozen", "other_card");
  }

  @Test
  void aShopThatWasSuspendedIsNotPaid() {
    merchants.suspend("test", shop.id(), "test");

    declined("shop_suspended", "later");
  }

  @Test
  void aSuspendedBankIsNotAsked() {
    bank.suspend();
    try {
      declined("bank_suspended", "later");
    } finally {
      bank.resume();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "payment set amount = 1",
        "payment set payer_id = '00000000-0000-7000-8000-000000000007'",
        "payment set new_browser = false",
        "payment set expires_at = expires_at + interval '1 day'",
        "evidence set amr = 'pwd otp hwk'",
        "evidence set proven_at = now()",
        "evidence set payment_id = gen_random_uuid()",
        "card set bank_id = gen_random_uuid()"
      })
  void anEditedRowIsRefusedWithAnAlarm(String edit) {
    String row = edit.startsWith("card") ? " where card_id = ?1" : " where payment_id = ?1";
    tables.write("update " + edit + row, edit.startsWith("card") ? visa : purchase.uuid());

    Response answer = visitor.choose(purchase, visa);

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(500);
    assertThat(answer.<String>path("code")).isEqualTo("row_refused");
    assertThat(bank.receivedFor(purchase.id())).isEmpty();
    assertThat(tables.read("select count(*) from card_hold where payment_id = ?1", purchase.uuid()))
        .isEqualTo(0L);
    if (!edit.startsWith("card")) {
      alarms.await(purchase.uuid().toString());
    }
    tables.write("delete from card where payer_id = ?1", shopper.id());
  }

  @Test
  void aProvenPaymentPutBackAfterItPaidIsRefusedByItsHold() {
    Object before =
        tables.read(
            "select cast(row_to_json(p) as text) from payment p where payment_id = ?1",
            purchase.uuid());
    visitor.choose(purchase, visa);
    assertThat(visitor.outcome(purchase)).isEqualTo("approved");
    tables.write("delete from payment where payment_id = ?1", purchase.uuid());
    tables.write(
        "insert into payment select * from json_populate_record(cast(null as payment), cast(?1 as json))",
        before);

    Response again = visitor.choose(purchase, visa);

    assertThat(again.<String>path("code")).isEqualTo("row_refused");
    assertThat(bank.receivedFor(purchase.id())).hasSize(1);
    alarms.await(purchase.id());
  }

  private void declined(String why, String retry) {
    Response answer = visitor.choose(purchase, visa);

    assertThat(answer.<String>path("state")).as(answer.asString()).isEqualTo("declined");
    assertThat(answer.<String>path("why")).isEqualTo(why);
    Response told = shop.look(purchase.id());
    assertThat(told.<String>path("retry")).isEqualTo(retry);
    assertThat(told.asString()).doesNotContain(why);
    assertThat(bank.receivedFor(purchase.id())).isEmpty();
    assertThat(tables.read("select count(*) from card_hold where payment_id = ?1", purchase.uuid()))
        .isEqualTo(0L);
  }
}
