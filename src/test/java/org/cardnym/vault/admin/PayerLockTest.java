package org.cardnym.vault.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.TestDoors.admin;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.cardnym.vault.Alarms;
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
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.HouseBank;
import org.cardnym.vault.otp.Otps;
import org.cardnym.vault.payer.PayerLocks;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.proof.Proofs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator's lock stops a person, and nothing that was under way. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class PayerLockTest {
  private static final String WAITING =
      "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname ="
          + " current_database()";

  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject HouseBank bank;
  @Inject Payers payers;
  @Inject PayerLocks locks;
  @Inject Proofs proofs;
  @Inject Otps otps;
  @Inject Tables tables;
  @Inject Alarms alarms;
  private final Visitor visitor = new Visitor();
  private Shop shop;
  private Shopper shopper;
  private String id;

  @BeforeEach
  void open() {
    shop = house.open();
    shopper = shoppers.withCard();
    id = TypeId.of(IdKind.PAYER, shopper.id());
  }

  @Test
  void whoIsLockedCanNeitherPayNorSignInUntilUnlocked() {
    done(lock("stolen phone"), "locked", true);

    proofFailed(prove(visitor));
    proofFailed(signIn(visitor));
    done(unlock("phone is back"), "active", true);

    assertThat(prove(visitor).<String>path("state")).isEqualTo("approved");
    assertThat(signIn(visitor).statusCode()).isEqualTo(204);
  }

  @Test
  void openSessionsEndAtOnceAndDoNotComeBack() {
    assertThat(signIn(visitor).statusCode()).isEqualTo(204);
    assertThat(visitor.ask("/account/view").statusCode()).isEqualTo(200);

    lock("stolen phone");

    for (String path : new String[] {"freeze", "unfreeze", "export", "sign-out"}) {
      sessionEnded(visitor.send("/account/" + path, "{}"));
    }
    sessionEnded(visitor.ask("/account/view"));
    unlock("phone is back");
    sessionEnded(visitor.ask("/account/view"));
  }

  @Test
  void aSecondLockKeepsTheFirst() {
    lock("stolen phone");
    done(lock("once more"), "locked", false);

    operator()
        .get("/admin/v1/payers/" + id)
        .then()
        .body("state", equalTo("locked"))
        .body("lock.by", equalTo("person:op-1"))
        .body("lock.reason", equalTo("stolen phone"))
        .body("lock.at", notNullValue());
    done(unlock("phone is back"), "active", true);
    done(unlock("phone is back"), "active", false);
    operator().get("/admin/v1/payers/" + id).then().body("lock", nullValue());
    operator()
        .get("/admin/v1/audit?subject=" + id)
        .then()
        .body(
            "items.findAll { it.action =~ /payer_(un)?locked/ }.action",
            contains("payer_unlocked", "payer_locked"))
        .body(
            "items.findAll { it.action =~ /payer_(un)?locked/ }.facts.reason",
            contains("phone is back", "stolen phone"))
        .body("items.findAll { it.actor == 'person:op-1' && it.action =~ /locked/ }", hasSize(2));
  }

  @Test
  void thePayerIsToldOnceOfEach() {
    try (Inbox inbox = Inbox.open()) {
      lock("stolen phone");
      lock("stolen phone");
      unlock("phone is back");
      unlock("phone is back");

      assertThat(inbox.await(shopper.email(), 2))
          .extracting(Inbox::text)
          .hasSize(2)
          .anyMatch(text -> text.contains(" locked your account"))
          .anyMatch(text -> text.contains("unlocked your account"))
          .noneMatch(text -> text.contains("phone"));
    }
  }

  @Test
  void lockingIsNoWayToFloodAPayer() {
    for (int i = 0; i < 15; i++) {
      lock("try");
      unlock("try");
    }

    assertThat(tables.read("select count(*) from notice where payer_id = ?1", shopper.id()))
        .isEqualTo(20L);
  }

  @Test
  void thePayersOwnFreezeOutlivesTheLock() {
    QuarkusTransaction.requiringNew().run(() -> payers.freeze(shopper.id()));

    lock("stolen phone");
    unlock("phone is back");

    operator()
        .get("/admin/v1/payers/" + id)
        .then()
        .body("state", equalTo("active"))
        .body("frozen", equalTo(true));
    assertThat(prove(visitor).<String>path("why")).isEqualTo("frozen");
  }

  @Test
  void aPaymentThatIsWithItsBankGoesOnToItsOutcome() {
    Purchase purchase = shop.sell(shopper.alias(), 1000);
    visitor.at(shop, purchase);
    String code = shoppers.freshCode(shopper);
    bank.staysSilent(1);
    var paying = inBackground(() -> visitor.prove(purchase, Shoppers.PASSWORD, code));
    await(() -> "PROCESSING".equals(stateOf(purchase)));

    done(lock("stolen phone"), "locked", true);
    bank.answersAgain();

    assertThat(paying.join().statusCode()).isEqualTo(200);
    assertThat(visitor.outcome(purchase)).isIn("approved", "failed");
  }

  @Test
  void aLockThatCommitsWhileAPaymentIsProvenWins() {
    Purchase purchase = shop.sell(shopper.alias(), 1000);
    visitor.at(shop, purchase);
    String code = shoppers.freshCode(shopper);

    var paying =
        QuarkusTransaction.requiringNew()
            .call(() -> {
              proofs.bar(shopper.id());
              locks.lock(shopper.id(), "person:op-1", "stolen phone");
              var proving = inBackground(() -> visitor.prove(purchase, Shoppers.PASSWORD, code));
              await(() -> waiting() > 0 || proving.isDone());
              assertThat(proving).as("waits for the lock").isNotDone();
              return proving;
            });

    proofFailed(paying.join());
    assertThat(stateOf(purchase)).isEqualTo("REQUIRES_AUTHENTICATION");
    assertThat(bank.receivedFor(purchase.id())).isEmpty();
  }

  @Test
  void aSignInThatIsProvenWhileALockCommitsLeavesNoSession() {
    String code = shoppers.freshCode(shopper);

    var signing =
        QuarkusTransaction.requiringNew()
            .call(() -> {
              proofs.bar(shopper.id());
              locks.lock(shopper.id(), "person:op-1", "stolen phone");
              var proving = inBackground(() -> signIn(visitor, code));
              await(() -> waiting() > 0 || proving.isDone());
              assertThat(proving).as("waits for the lock").isNotDone();
              return proving;
            });

    proofFailed(signing.join());
    assertThat(tables.read("select count(*) from page_session where payer_id = ?1", shopper.id()))
        .isEqualTo(0L);
  }

  @Test
  void aLockWaitsForThePaymentThatIsBeingCommitted() {
    shoppers.freshCode(shopper);
    var locking =
        QuarkusTransaction.requiringNew()
            .call(() -> {
              otps.bar(shopper.id());
              var lock = inBackground(() -> lock("stolen phone"));
              await(() -> waiting() > 0 || lock.isDone());
              assertThat(lock).as("waits for the proof").isNotDone();
              return lock;
            });

    done(locking.join(), "locked", true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "state = 'ACTIVE'",
        "state = 'ACTIVE', locked_at = null, locked_by = null, lock_reason = null",
        "locked_by = 'person:other'",
        "lock_reason = 'other'",
        "locked_at = locked_at + interval '1 second'"
      })
  void aLockThatWasWrittenPastTheVaultOpensNothingAndAlarms(String edit) {
    Purchase purchase = shop.sell(shopper.alias(), 1000);
    visitor.at(shop, purchase);
    String code = shoppers.freshCode(shopper);
    lock("stolen phone");
    tables.write("update payer set " + edit + " where payer_id = ?1", shopper.id());

    Response answer = visitor.prove(purchase, Shoppers.PASSWORD, code);

    assertThat(answer.<String>path("code")).isEqualTo("row_refused");
    operator().get("/admin/v1/payers/" + id).then().body("code", equalTo("row_refused"));
    assertThat(unlock("phone is back").<String>path("code")).isEqualTo("row_refused");
    alarms.await(id);
  }

  private Response prove(Visitor browser) {
    Purchase purchase = shop.sell(shopper.alias(), 1000);
    return browser
        .at(shop, purchase)
        .prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper));
  }

  private Response signIn(Visitor browser) {
    return signIn(browser, shoppers.freshCode(shopper));
  }

  private Response signIn(Visitor browser, String code) {
    return browser.send(
        "/account/sign-in",
        "{\"alias\":\"%s\",\"proofs\":{\"password\":\"%s\",\"code\":\"%s\"}}"
            .formatted(shopper.alias(), Shoppers.PASSWORD, code));
  }

  private Response lock(String reason) {
    return act("lock", reason);
  }

  private Response unlock(String reason) {
    return act("unlock", reason);
  }

  private Response act(String act, String reason) {
    return operator()
        .body("{\"reason\":\"" + reason + "\"}")
        .post("/admin/v1/payers/" + id + "/" + act);
  }

  private Object stateOf(Purchase purchase) {
    return tables.read("select state from payment where payment_id = ?1", purchase.uuid());
  }

  private long waiting() {
    return ((Number) tables.read(WAITING)).longValue();
  }

  private void done(Response answer, String state, boolean changed) {
    answer
        .then()
        .statusCode(200)
        .body("id", equalTo(id))
        .body("state", equalTo(state))
        .body("changed", equalTo(changed));
  }

  private static void proofFailed(Response answer) {
    answer.then().statusCode(403).body("code", equalTo("proof_failed"));
  }

  private static void sessionEnded(Response answer) {
    answer.then().statusCode(401).body("code", equalTo("session_ended"));
  }

  private static CompletableFuture<Response> inBackground(Supplier<Response> call) {
    return CompletableFuture.supplyAsync(call, Executors.newVirtualThreadPerTaskExecutor());
  }

  private static void await(Supplier<Boolean> happened) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!happened.get() && System.nanoTime() < end) {
      LockSupport.parkNanos(20_000_000);
    }
    assertThat(happened.get()).isTrue();
  }

  private static io.restassured.specification.RequestSpecification operator() {
    return admin(TestTokens.operator());
  }
}
