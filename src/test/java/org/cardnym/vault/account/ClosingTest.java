package org.cardnym.vault.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.Refusals.refuses;
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
import java.util.Locale;
import java.util.UUID;
import org.cardnym.vault.Inbox;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.HouseBank;
import org.cardnym.vault.passkey.TestPasskeys;
import org.cardnym.vault.payer.Departures;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.payer.TestPayers;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.session.PageSessions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class ClosingTest {
  @Inject TestHouse house;
  @Inject TestPasskeys passkeys;
  @Inject Shoppers shoppers;
  @Inject HouseBank bank;
  @Inject Payers payers;
  @Inject Departures departures;
  @Inject Tables tables;
  private Shop shop;
  private Shopper shopper;
  private Holder holder;

  @BeforeEach
  void open() {
    shop = house.open();
    shopper = shoppers.withCard();
    holder = Holder.signedIn(shoppers, shopper);
  }

  @Test
  void aClosedAccountLeavesNothingOfThePersonOnceTheLastMailIsSent() {
    String session;
    try (Inbox inbox = Inbox.open()) {
      pay();
      passkeys.of(shopper.id());
      session = holder.session();
      inbox.await(shopper.email(), 2);

      done(holder.close(shopper.alias().toUpperCase(Locale.ROOT)));

      assertThat(holder.session()).isNull();
      for (String table :
          List.of(
              "card",
              "card_limit",
              "card_hold",
              "password",
              "otp",
              "passkey",
              "passkey_credential",
              "known_browser",
              "page_session")) {
        assertThat(rowsIn(table)).as(table).isEqualTo(0L);
      }
      inbox.await(shopper.email(), "was closed");
      awaitErased();
      assertThat(rowsIn("payer_key")).isEqualTo(0L);
      assertThat(
              tables.read(
                  "select contact_sealed is null and alias_sealed is null from payer where payer_id = ?1",
                  shopper.id()))
          .isEqualTo(true);
      assertThat(inbox.to(shopper.email())).hasSize(3);
    }
    holder.visitor.plant(PageSessions.COOKIE, session);
    refused(holder.view(), 401, "session_ended");
    assertThat(
            tables.read(
                "select string_agg(action, ' ' order by entry_id) from audit_entry where subject ="
                    + " ?1 and action like 'PAYER_%'",
                TypeId.of(IdKind.PAYER, shopper.id())))
        .asString()
        .endsWith("PAYER_LEFT PAYER_ERASED");
  }

  @Test
  void whatWasPaidIsGivenBackAfterTheAccountIsGone() {
    try (Inbox inbox = Inbox.open()) {
      Purchase purchase = pay();
      done(holder.close(shopper.alias()));
      inbox.await(shopper.email());
      awaitErased();

      String refund = shop.giveBack(purchase, 1000);

      assertThat(shop.refunded(purchase, refund)).isEqualTo("succeeded");
    }
  }

  @Test
  void theContactStaysUntilTheMailServerHasTakenTheLastMail() {
    done(holder.close(shopper.alias()));

    pause(Duration.ofSeconds(7));

    assertThat(state()).isEqualTo("LEAVING");
    assertThat(rowsIn("payer_key")).isEqualTo(1L);
    tables.write("update notice set due_at = now() where payer_id = ?1", shopper.id());
    try (Inbox inbox = Inbox.open()) {
      inbox.await(shopper.email());
      awaitErased();
    }
  }

  @Test
  void theNameIsNeverGivenAgain() {
    done(holder.close(shopper.alias()));

    UUID newcomer = TestPayers.confirmed(payers);
    refuses(
        ErrorCode.ALIAS_TAKEN,
        () ->
            QuarkusTransaction.requiringNew()
                .run(() -> payers.nameAlias(newcomer, shopper.alias())));
    assertThat(tables.read("select count(*) from name_claim where payer_id = ?1", shopper.id()))
        .isEqualTo(0L);
    assertThat(
            tables.read(
                "select count(*) > 0 from name_claim where payer_id is null and tombstone is not"
                    + " null"))
        .isEqualTo(true);
  }

  @Test
  void theNameAnswersLikeOneThatNobodyHas() {
    String code = shoppers.freshCode(shopper);
    done(holder.close(shopper.alias()));
    Purchase purchase = shop.sell(shopper.alias(), 1000);
    var visitor = new Visitor().at(shop, purchase);

    refused(visitor.prove(purchase, Shoppers.PASSWORD, code), 403, "proof_failed");
    refused(
        new Holder(shoppers, shopper, new Visitor()).signIn(Shoppers.PASSWORD, code),
        403,
        "proof_failed");
  }

  @Test
  void closingTakesTheUsernameAndAFreshProof() {
    refused(holder.close("somebody-else"), 422, "confirmation_wrong");
    refused(holder.close(""), 422, "confirmation_wrong");
    refused(holder.post("close"), 400, "malformed");
    TestClock.ahead(Duration.ofMinutes(6));
    refused(holder.close(shopper.alias()), 403, "proof_too_old");
    TestClock.ahead(Duration.ZERO);

    assertThat(state()).isEqualTo("ACTIVE");
    assertThat(holder.view().statusCode()).isEqualTo(200);
  }

  @Test
  void whatWasClosedIsNotClosedTwice() {
    var second = Holder.signedIn(shoppers, shopper);
    done(holder.close(shopper.alias()));

    refused(second.close(shopper.alias()), 401, "session_ended");
    refuses(
        ErrorCode.STEP_OUT_OF_ORDER,
        () -> QuarkusTransaction.requiringNew().run(() -> departures.begin(shopper.id())));
  }

  @Test
  void aPaymentUnderWayIsFinishedFirst() {
    Purchase purchase = shop.sell(shopper.alias(), 1000);
    holder.visitor.at(shop, purchase);
    String code = shoppers.freshCode(shopper);
    bank.staysSilent(1_000);
    Thread paying =
        Thread.ofVirtual().start(() -> holder.visitor.prove(purchase, Shoppers.PASSWORD, code));
    awaitState(purchase, "PROCESSING");

    Response early = holder.close(shopper.alias());

    refused(early, 409, "payments_open");
    assertThat(rowsIn("card")).isEqualTo(1L);
    assertThat(holder.visitor.outcome(purchase)).isEqualTo("failed");
    bank.answersAgain();
    join(paying);
    done(holder.close(shopper.alias()));
    awaitReversed(purchase);
  }

  @Test
  void aStateThatWasWrittenPastTheVaultErasesNobody() {
    tables.write("update payer set state = 'LEAVING' where payer_id = ?1", shopper.id());
    try {
      refuses(
          ErrorCode.ROW_REFUSED,
          () -> QuarkusTransaction.requiringNew().run(() -> departures.finish(shopper.id())));
      assertThat(rowsIn("payer_key")).isEqualTo(1L);
    } finally {
      tables.write("update payer set state = 'ACTIVE' where payer_id = ?1", shopper.id());
    }
  }

  @Test
  void whoHasNotLeftIsNotErased() {
    QuarkusTransaction.requiringNew().run(() -> departures.finish(shopper.id()));

    assertThat(state()).isEqualTo("ACTIVE");
    assertThat(rowsIn("payer_key")).isEqualTo(1L);
  }

  private Purchase pay() {
    Purchase purchase = shop.sell(shopper.alias(), 1000);
    holder.visitor.at(shop, purchase);
    assertThat(
            holder
                .visitor
                .prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper))
                .<String>path("state"))
        .isEqualTo("approved");
    holder.proveAgain();
    return purchase;
  }

  private Object rowsIn(String table) {
    return tables.read("select count(*) from " + table + " where payer_id = ?1", shopper.id());
  }

  private Object state() {
    return tables.read("select state from payer where payer_id = ?1", shopper.id());
  }

  private void awaitErased() {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!"ERASED".equals(state()) && System.nanoTime() < end) {
      pause(Duration.ofMillis(50));
    }
    assertThat(state()).isEqualTo("ERASED");
  }

  private void awaitState(Purchase purchase, String state) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!state.equals(
            tables.read("select state from payment where payment_id = ?1", purchase.uuid()))
        && System.nanoTime() < end) {
      pause(Duration.ofMillis(20));
    }
  }

  private void awaitReversed(Purchase purchase) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!"done".equals(shop.look(purchase.id()).path("reversal")) && System.nanoTime() < end) {
      pause(Duration.ofMillis(50));
    }
    assertThat(shop.look(purchase.id()).<String>path("reversal")).isEqualTo("done");
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
