package org.cardnym.vault.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.Refusals.refuses;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
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
import org.cardnym.vault.refusal.ErrorCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Evidence and policy are the vault's own or nothing. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class ProofRowsTest {
  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject HouseBank bank;
  @Inject Policies policies;
  @Inject Tables tables;
  @Inject Alarms alarms;
  @Inject EntityManager entities;
  private final Visitor visitor = new Visitor();
  private Shop shop;
  private Shopper shopper;

  @BeforeEach
  void open() {
    shop = house.open();
    shopper = shoppers.withCard();
  }

  @Test
  void aPolicyRaisedInTheDatabaseIsRefusedWithAnAlarm() {
    tables.write(
        "update policy set per_payment = 99999999, per_day = 99999999 where rule = 'NEW_BROWSER'");
    Purchase purchase = shop.sell(shopper.alias(), 20_000);

    Response answer = prove(purchase);

    assertThat(answer.<String>path("code")).isEqualTo("row_refused");
    assertThat(bank.receivedFor(purchase.id())).isEmpty();
    assertThat(shop.look(purchase.id()).<String>path("state")).isEqualTo("requires_authentication");
    alarms.await("new_browser/EUR");
  }

  @Test
  void aPolicyLoosenedInTheDatabaseIsRefusedWithAnAlarm() {
    tables.write("update policy set beyond = 'SIGNED' where rule = 'NEW_BROWSER'");
    Purchase purchase = shop.sell(shopper.alias(), 20_000);

    assertThat(prove(purchase).<String>path("code")).isEqualTo("row_refused");
    alarms.await("new_browser/EUR");
  }

  @Test
  void aPolicyWrittenIntoTheDatabaseIsRefused() {
    tables.write(
        "insert into policy values ('LIMITED_CARD', 'CHF', 1, 1, 1, 1, '\\x00', 'REFUSE')");

    refuses(ErrorCode.ROW_REFUSED, policies::list);
    refuses(
        ErrorCode.ROW_REFUSED,
        () -> QuarkusTransaction.requiringNew().run(() -> policies.cap(Rule.LIMITED_CARD, "CHF")));
  }

  @Test
  void evidenceWrittenBeforehandProvesNothing() {
    Purchase purchase = shop.sell(shopper.alias(), 1999);
    tables.write(
        "insert into evidence values (?1, ?2, ?3, 1999, 'EUR', 'pwd otp', 'two_factor', now(), 'RECORDED', 'x', 1, 1, '\\x00')",
        purchase.uuid(),
        shopper.id(),
        shop.id());

    visitor.at(shop, purchase);
    assertThat(visitor.prove(purchase, "wrong password", "000000").<String>path("code"))
        .isEqualTo("proof_failed");
    assertThat(prove(purchase).statusCode()).isEqualTo(500);
    assertThat(bank.receivedFor(purchase.id())).isEmpty();
    assertThat(shop.look(purchase.id()).<String>path("state")).isEqualTo("requires_authentication");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"amount = 1", "bound = 'SIGNED'", "amr = 'hwk user'", "payer_id = merchant_id"})
  void editedEvidenceIsRefusedWithAnAlarm(String edit) {
    Purchase purchase = shop.sell(shopper.alias(), 1999);
    prove(purchase);
    tables.write("update evidence set " + edit + " where payment_id = ?1", purchase.uuid());

    refuses(
        ErrorCode.ROW_REFUSED,
        () ->
            QuarkusTransaction.requiringNew()
                .call(() -> entities.find(EvidenceRow.class, purchase.uuid())));
    alarms.await(purchase.uuid().toString());
  }

  private Response prove(Purchase purchase) {
    visitor.at(shop, purchase);
    return visitor.prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper));
  }
}
