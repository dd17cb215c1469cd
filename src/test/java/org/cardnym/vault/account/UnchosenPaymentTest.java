package org.cardnym.vault.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.account.Holder.done;
import static org.cardnym.vault.account.Holder.refused;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.card.TestCards;
import org.cardnym.vault.issuer.HouseBank;
import org.cardnym.vault.payer.Departures;
import org.cardnym.vault.proof.Proofs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A payment that was proven and has no card yet, as its payer's account knows it. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class UnchosenPaymentTest {
  private static final String WAITING =
      "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname ="
          + " current_database()";

  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject TestCards cards;
  @Inject HouseBank bank;
  @Inject Proofs proofs;
  @Inject Departures departures;
  @Inject Tables tables;
  private Shop shop;
  private Shopper shopper;
  private UUID visa;
  private Holder holder;
  private Purchase purchase;

  @BeforeEach
  void prove() {
    shop = house.open();
    shopper = shoppers.withoutCard();
    visa = cards.verified(shopper.id(), bank.id(), TestCards.VISA, true);
    cards.verified(shopper.id(), bank.id(), TestCards.AMEX, true);
    holder = Holder.signedIn(shoppers, shopper);
    purchase = shop.sell(shopper.alias(), 1999);
    holder.visitor.at(shop, purchase);
    Response proven =
        holder.visitor.proveToChoose(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper));
    assertThat(proven.<List<?>>path("cards")).as(proven.asString()).hasSize(2);
    holder.proveAgain();
  }

  @Test
  void listAndExportShowWhatWasProvenAndThatNothingWasPaid() {
    Response waiting = holder.ask("payments/" + purchase.id());
    shop.cancel(purchase.id());
    Response ended = holder.ask("payments/" + purchase.id());
    Response export = holder.post("export");

    assertThat(waiting.<String>path("state")).isEqualTo("requires_authentication");
    assertThat(ended.<String>path("state")).isEqualTo("canceled");
    for (Response each : List.of(waiting, ended)) {
      assertThat(each.<List<String>>path("proof.methods")).containsExactly("pwd", "otp");
      assertThat(each.<Object>path("card")).isNull();
      assertThat(each.<Object>path("refunded")).isNull();
    }
    assertThat(export.<List<String>>path("payments.state")).containsExactly("canceled");
    assertThat(export.<List<?>>path("browsers")).isEmpty();
  }

  @Test
  void whoHasLeftMeanwhilePaysNothing() {
    done(holder.close(shopper.alias()));

    Response late = holder.visitor.choose(purchase, visa);

    declined(late);
  }

  @Test
  void whoIsLeavingIsWaitedForAndThenPaysNothing() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      QuarkusTransaction.begin();
      proofs.bar(shopper.id());
      departures.begin(shopper.id());
      tables.flush();
      Future<Response> choice = threads.submit(() -> holder.visitor.choose(purchase, visa));
      await(() -> ((Number) tables.read(WAITING)).longValue() > 0);
      QuarkusTransaction.commit();

      declined(choice.get());
    }
  }

  @Test
  void whoPaysRightNowLeavesAfterwards() throws Exception {
    bank.staysSilent(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.execute(() -> holder.visitor.choose(purchase, visa));
      await(() -> shop.look(purchase.id()).path("state").equals("processing"));

      refused(holder.close(shopper.alias()), 409, "payments_open");
    }
    assertThat(holder.visitor.outcome(purchase)).isEqualTo("approved");
    done(holder.close(shopper.alias()));
  }

  private void declined(Response answer) {
    assertThat(answer.<String>path("state")).as(answer.asString()).isEqualTo("declined");
    assertThat(answer.<String>path("why")).isEqualTo("no_card");
    assertThat(bank.receivedFor(purchase.id())).isEmpty();
    assertThat(tables.read("select count(*) from card_hold where payment_id = ?1", purchase.uuid()))
        .isEqualTo(0L);
    assertThat(
            tables.read(
                "select count(*) from notice where payer_id = ?1 and kind = 'NEW_BROWSER_DECLINED'",
                shopper.id()))
        .isEqualTo(0L);
  }

  private static void await(java.util.function.BooleanSupplier isSo) {
    long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    while (!isSo.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it did not come so").isLessThan(end);
      LockSupport.parkNanos(20_000_000);
    }
  }
}
