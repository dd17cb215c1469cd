package org.cardnym.vault.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cardnym.vault.TestDoors.admin;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.Inbox;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.approval.TestApprover;
import org.cardnym.vault.card.TestCards;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.HouseBank;
import org.cardnym.vault.payer.Departures;
import org.cardnym.vault.refusal.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an erased person has paid, is paying, and is owed. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class ErasedPaymentsTest {
  private static final String PAYMENT = "select state from payment where payment_id = ?1";

  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject TestCards cards;
  @Inject HouseBank bank;
  @Inject Tables tables;
  @Inject Departures departures;
  private final Visitor visitor = new Visitor();
  private Shop shop;
  private Shopper shopper;

  @BeforeEach
  void open() {
    shop = house.open();
    shopper = shoppers.withCard();
  }

  @AfterEach
  void talk() {
    bank.answersAgain();
  }

  @Test
  void aPaymentThatWaitsForItsBankIsWaitedForAndTheRequestStays() {
    Purchase purchase = begin(1000);
    String code = shoppers.freshCode(shopper);
    String approval = ask().path("approval");
    TestApprover.enrolled().sign(approval);
    bank.staysSilent(1_000);
    Thread paying =
        Thread.ofVirtual().start(() -> visitor.prove(purchase, Shoppers.PASSWORD, code));
    tables.await("PROCESSING", PAYMENT, purchase.uuid());
    TestApprover second = TestApprover.enrolled();

    assertThat(second.sign(approval).<String>path("code")).isEqualTo("payments_open");

    assertThat(tables.read("select state from payer where payer_id = ?1", shopper.id()))
        .isEqualTo("ACTIVE");
    assertThat(visitor.outcome(purchase)).isEqualTo("failed");
    join(paying);
    assertThat(second.sign(approval).<String>path("state")).isEqualTo("done");
    bank.answersAgain();
    tables.await("DONE", "select reversal from payment where payment_id = ?1", purchase.uuid());
    assertThat(tables.read("select count(*) from card_hold where payer_id = ?1", shopper.id()))
        .isEqualTo(0L);
  }

  @Test
  void refundsAndReversalsGoOnToTheirEndAndNoNameIsLeftInPayments() {
    Purchase paid = pay(1000);
    Purchase other = pay(2000);
    bank.staysSilent(1_000);
    Purchase failed = begin(1500);
    visitor.prove(failed, Shoppers.PASSWORD, shoppers.freshCode(shopper));
    assertThat(visitor.outcome(failed)).isEqualTo("failed");
    String refund = shop.giveBack(paid, 400);
    Purchase unproven = begin(700);

    try (Inbox inbox = Inbox.open()) {
      assertThat(ErasureTest.signed(ask())).isEqualTo("done");
      inbox.await(shopper.email(), "erased your account");
      tables.await("ERASED", "select state from payer where payer_id = ?1", shopper.id());
    }
    assertThat(shop.lookAtRefund(paid, refund).<String>path("state")).isEqualTo("processing");
    assertThat(shop.look(failed.id()).<String>path("reversal")).isEqualTo("pending");
    bank.answersAgain();

    assertThat(shop.refunded(paid, refund)).isEqualTo("succeeded");
    tables.await("DONE", "select reversal from payment where payment_id = ?1", failed.uuid());
    assertThat(shop.refunded(other, shop.giveBack(other, 2000))).isEqualTo("succeeded");
    assertThat(shop.look(other.id()).<String>path("state")).isEqualTo("approved");
    assertThat(
            tables.read(
                "select count(*) from payment where payer_id = ?1 and alias_index <> ''",
                shopper.id()))
        .isEqualTo(0L);
    assertThat(tables.read("select count(*) from payment where payer_id = ?1", shopper.id()))
        .isEqualTo(3L);
    Response proven = visitor.prove(unproven, Shoppers.PASSWORD, "123456");
    assertThat(proven.<String>path("code")).isEqualTo("proof_failed");
  }

  @Test
  void aCardThatWentPaysNothingThatWasProvenBefore() {
    UUID amex = cards.verified(shopper.id(), bank.id(), TestCards.AMEX, true);
    Purchase purchase = begin(1000);
    String code = shoppers.freshCode(shopper);
    assertThat(visitor.proveToChoose(purchase, Shoppers.PASSWORD, code).statusCode())
        .isEqualTo(200);

    assertThat(ErasureTest.signed(ask())).isEqualTo("done");

    Response chosen = visitor.choose(purchase, amex);
    assertThat(chosen.<String>path("state")).as(chosen.asString()).isEqualTo("declined");
    assertThat(chosen.<String>path("why")).isEqualTo("no_card");
    assertThat(bank.receivedFor(purchase.id())).isEmpty();
  }

  /** Else the name's index would stay in it for good. */
  @Test
  void aPaymentThatOnlyCanNotBeWrittenNowIsTriedAgainBeforeAnybodyIsErased() {
    Purchase purchase = pay(700);
    tables.write(
        "alter table payment add constraint fails_now check (payment_id <> '"
            + purchase.uuid()
            + "' or alias_index <> '')");
    try {
      assertThatThrownBy(() -> departures.clear(shopper.id()))
          .isNotInstanceOf(Refusal.class)
          .isInstanceOf(RuntimeException.class);
    } finally {
      tables.write("alter table payment drop constraint fails_now");
    }

    departures.clear(shopper.id());
    assertThat(
            tables.read(
                "select alias_index = '' from payment where payment_id = ?1", purchase.uuid()))
        .isEqualTo(true);
  }

  /** Its hash is not that of what stands in it: nobody touches it, and the others go on. */
  @Test
  void aPaymentThatWasWrittenPastTheVaultIsInNobodysWay() {
    Purchase broken = pay(1000);
    Purchase sound = pay(2000);
    tables.write("update payment set amount = 1 where payment_id = ?1", broken.uuid());
    try (Inbox inbox = Inbox.open()) {
      assertThat(ErasureTest.signed(ask())).isEqualTo("done");
      inbox.await(shopper.email(), "erased your account");
      tables.await("ERASED", "select state from payer where payer_id = ?1", shopper.id());
    }

    String nameless = "select alias_index = '' from payment where payment_id = ?1";
    assertThat(tables.read(nameless, sound.uuid())).isEqualTo(true);
    assertThat(tables.read(nameless, broken.uuid())).isEqualTo(false);
    tables.write("update payment set amount = 1000 where payment_id = ?1", broken.uuid());
  }

  private Purchase begin(long cents) {
    Purchase purchase = shop.sell(shopper.alias(), cents);
    visitor.at(shop, purchase);
    return purchase;
  }

  private Purchase pay(long cents) {
    Purchase purchase = begin(cents);
    Response proven = visitor.prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper));
    assertThat(proven.<String>path("state")).as(proven.asString()).isEqualTo("approved");
    return purchase;
  }

  private Response ask() {
    return admin(TestTokens.operator())
        .body(Map.of("reason", "demanded by letter"))
        .post("/admin/v1/payers/" + TypeId.of(IdKind.PAYER, shopper.id()) + "/erase");
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
