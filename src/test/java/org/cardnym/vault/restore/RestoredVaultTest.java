package org.cardnym.vault.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.TestDoors.admin;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestDoors;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.audit.Journals;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.intake.ImportDoor;
import org.cardnym.vault.intake.TestFile;
import org.cardnym.vault.issuer.HouseBank;
import org.cardnym.vault.payer.Payer;
import org.cardnym.vault.payer.PayerLocks;
import org.cardnym.vault.payer.PayerState;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.restore.Fates.Fate;
import org.cardnym.vault.standing.Look;
import org.cardnym.vault.standing.Recoveries;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A vault that recovers takes no payment, makes sure of what was lost, and ends when it is done.
 */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class RestoredVaultTest {
  private static final String NONE = "rst_" + "0".repeat(26);
  private static final Duration LOST = Duration.ofHours(1);

  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject Recoveries recoveries;
  @Inject Look look;
  @Inject CarryForward forward;
  @Inject Again again;
  @Inject Payers payers;
  @Inject Tables tables;
  @Inject Journals journals;
  @Inject Alarms alarms;
  @Inject HouseBank bank;
  @Inject PayerLocks locks;

  @TestHTTPResource(value = "/health/ready", management = true)
  String health = "";

  private final Visitor visitor = new Visitor();
  private Shop shop;
  private Shopper shopper;

  @ConfigProperty(name = "cardnym.audit.journal-file")
  Path file;

  @BeforeEach
  void open() {
    shop = house.open();
    shopper = shoppers.withCard();
  }

  @AfterEach
  void serve() {
    recoveries
        .recovery()
        .ifPresent(under ->
            QuarkusTransaction.requiringNew()
                .run(() -> recoveries.end(under.id(), "test", Map.of())));
    look.now();
    assertThat(recoveries.closed()).isFalse();
  }

  @Test
  void duringARecoveryNothingIsPaidAndShopsOnlyLook() {
    Purchase purchase = shop.sell(shopper.alias(), 1000);
    visitor.at(shop, purchase);
    String code = shoppers.freshCode(shopper);

    begin(200);

    refused(visitor.prove(purchase, Shoppers.PASSWORD, code));
    refused(shop.create(UUID.randomUUID().toString(), Shop.order(shopper.alias(), 100, "EUR")));
    refused(shop.refund(purchase.id(), UUID.randomUUID().toString(), Shop.back(1)));
    refused(shop.cancel(purchase.id()));
    visitor.open(shop, purchase).then().statusCode(503).body(containsString("come back later"));
    visitor.get("/account").then().statusCode(503).body(containsString("come back later"));
    shop.look(purchase.id())
        .then()
        .statusCode(200)
        .body("state", equalTo("requires_authentication"));
    operator().get("/admin/v1/status").then().body("warnings", hasItem("recovery"));
    RestAssured.given().get(health).then().statusCode(200).body(containsString("recovery"));
    assertThat(TestDoors.pages().get("/approve/none").statusCode()).isNotEqualTo(503);
  }

  @Test
  void afterItTheSamePaymentGoesOn() {
    Purchase purchase = shop.sell(shopper.alias(), 1000);
    visitor.at(shop, purchase);
    begin(200);
    serve();

    visitor.prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper));

    assertThat(visitor.outcome(purchase)).isEqualTo("approved");
    operator().get("/admin/v1/status").then().body("warnings", not(hasItem("recovery")));
  }

  @Test
  void onlyOperatorsBeginOneAndOnlyOnce() {
    String asked = "{\"from\":\"%s\",\"reason\":\"drill\"}".formatted(Instant.now().minus(LOST));
    admin(TestTokens.auditor()).body(asked).post("/admin/v1/recovery/begin").then().statusCode(403);
    operator()
        .body("{\"from\":\"%s\",\"reason\":\"drill\"}".formatted(Instant.now().plus(LOST)))
        .post("/admin/v1/recovery/begin")
        .then()
        .statusCode(400)
        .body("field", equalTo("from"));
    operator().get("/admin/v1/recovery").then().body("state", equalTo("serving"));

    begin(200);
    begin(409);
  }

  @Test
  void aRecoveryIsNotEndedWhileSomethingIsLeft() {
    begin(200);

    finish(false)
        .then()
        .statusCode(409)
        .body("code", equalTo("recovery_unfinished"))
        .body("left", containsString("journal_not_carried"))
        .body("left", containsString("bank_not_reconciled"));
    finish(true)
        .then()
        .statusCode(409)
        .body("left", not(containsString("journal_")))
        .body("left", containsString("bank_not_reconciled"));
    assertThat(recoveries.closed()).isTrue();
  }

  @Test
  void whatAReplicasJournalKeepsIsCarriedForwardOnce() throws IOException {
    forgetOthers();
    operator()
        .body("{\"reason\":\"drill\"}")
        .post("/admin/v1/payers/" + id() + "/lock")
        .then()
        .statusCode(200);
    begin(200);

    forward.step();
    forward.step();

    operator()
        .get("/admin/v1/recovery")
        .then()
        .body("recovery.refused", equalTo(0))
        .body("recovery.endedAt", nullValue())
        .body("left.code", not(hasItem("journal_not_carried")));
  }

  /** A host that was lost with its database: the new one's journal is made when it starts. */
  @Test
  void aJournalThatIsBegunAfterTheRestoreIsNoneThatWasRead() throws IOException {
    begin(200);
    Files.writeString(file, "");
    beginOnceMore();

    journals.follow();
    forward.step();

    assertThat(Files.readString(file)).doesNotContain("journal batch=", "journal_upto");
    notCarried();

    serve();
    journals.follow();
    assertThat(Files.readString(file)).contains("journal_upto");
  }

  /** As by a replica that had stood still for longer than the backup is old. */
  @Test
  void aJournalThatEndsBeforeTheRestoredDatabaseDoesNotCount() throws IOException {
    begin(200);
    journals.upTo(file, 1, known());
    beginOnceMore();

    journals.follow();
    forward.step();

    assertThat(Files.readString(file)).doesNotContain("journal batch=");
    notCarried();

    forgetOthers();
    forward.step();

    operator()
        .get("/admin/v1/recovery")
        .then()
        .body("left.code", not(hasItem("journal_not_carried")));
  }

  @Test
  void aHeadThatWasActedUponOnceIsNoNewSignOnAReplicaThatStartsLater() {
    long number = number();
    String older = (number + 9) + ":" + "ab".repeat(16);
    String newest = (number + 10) + ":" + "cd".repeat(16);
    look.missing(number, number + 10, List.of(older, newest));
    UUID first = recoveries.recovery().orElseThrow().id();
    look.missing(number, number + 9, List.of(older));
    assertThat(recoveries.recovery().orElseThrow().id()).isEqualTo(first);
    serve();

    look.missing(number, number + 10, List.of(older, newest));
    look.missing(number, number + 9, List.of(older));
    assertThat(recoveries.closed()).isFalse();

    look.missing(number, number + 10, List.of((number + 10) + ":" + "ef".repeat(16)));
    assertThat(recoveries.closed()).isTrue();
  }

  @Test
  void aForgedRecoveryOfOnceClosesNothingAndAlarmsOnce() {
    begin(200);
    serve();
    UUID forged = UUID.randomUUID();
    tables.write(
        "insert into restoration (restore_id, cause, begun_by, reason, lost_from, last_batch,"
            + " begun_at, carried, refused, ended_at, ended_by, revision, mac_version, mac, kept,"
            + " reached, heads) select ?1, cause, begun_by, reason, lost_from, last_batch,"
            + " begun_at, carried, refused, ended_at, ended_by, revision, mac_version, mac, kept,"
            + " reached, heads from restoration where ended_at is not null limit 1",
        forged);

    look.now();
    alarms.await(TypeId.of(IdKind.RESTORE, forged));
    look.now();
    look.now();

    assertThat(recoveries.closed()).isFalse();
    assertThat(alarms.count(TypeId.of(IdKind.RESTORE, forged))).isEqualTo(1);
    tables.write("delete from restoration where restore_id = ?1", forged);
  }

  @Test
  void aDatabaseThatDoesNotSayWhereItLiesIsToldOf() {
    operator().get("/admin/v1/status").then().body("warnings", not(hasItem("place_unknown")));

    look.placeless();
    look.now();

    operator().get("/admin/v1/status").then().body("warnings", hasItem("place_unknown"));
    assertThat(recoveries.closed()).isFalse();
  }

  @Test
  void whoWasMovedInAndLockedIsLockedAgain() {
    TestFile moved = ImportDoor.moved(bank, 1);
    String customer =
        operator().body(Map.of("alias", moved.alias(1))).post("/admin/v1/payers/lookup").path("id");
    UUID customerId = TypeId.parse(IdKind.PAYER, customer);
    begin(200);
    var fate = new Fate();
    fate.locked = true;

    assertThat(again.see(customer, fate)).isEqualTo(1);
    assertThat(again.see(customer, fate)).isZero();

    assertThat(payers.get(customerId).state()).isEqualTo(PayerState.LOCKED);
    QuarkusTransaction.requiringNew().run(() -> locks.unlock(customerId, "test", "over"));
    assertThat(payers.get(customerId).state()).isEqualTo(PayerState.IMPORTED);
  }

  @Test
  void aFreezeIsThereAgainBeneathALock() {
    QuarkusTransaction.requiringNew().run(() -> locks.lock(shopper.id(), "test", "stolen"));
    begin(200);
    var fate = new Fate();
    fate.frozen = true;

    assertThat(again.see(id(), fate)).isEqualTo(1);

    assertThat(state()).isEqualTo(PayerState.LOCKED);
    assertThat(payers.get(shopper.id()).frozen()).isTrue();
  }

  @Test
  void whoWasErasedComesBackInNoForm() {
    begin(200);
    var fate = new Fate();
    fate.left = true;
    fate.locked = true;

    assertThat(again.see(id(), fate)).isEqualTo(1);
    assertThat(again.see(id(), fate)).isZero();

    assertThat(state()).isIn(PayerState.LEAVING, PayerState.ERASED);
    assertThat(tables.read("select count(*) from card where payer_id = ?1", shopper.id()))
        .isEqualTo(0L);
  }

  @Test
  void whoWasLockedFrozenOrHadACardRemovedIsSoAgain() {
    UUID card = tables.ids("select card_id from card where payer_id = ?1", shopper.id()).getFirst();
    begin(200);
    var fate = new Fate();
    fate.locked = true;
    fate.frozen = true;
    fate.removedCards.add(TypeId.of(IdKind.CARD, card));

    assertThat(again.see(id(), fate)).isEqualTo(3);
    assertThat(again.see(id(), fate)).isZero();

    assertThat(state()).isEqualTo(PayerState.LOCKED);
    assertThat(payers.get(shopper.id()).frozen()).isTrue();
    assertThat(tables.read("select count(*) from card where payer_id = ?1", shopper.id()))
        .isEqualTo(0L);
  }

  @Test
  void nobodyIsMadeUpAndNobodyUnlocked() {
    begin(200);
    var fate = new Fate();
    fate.left = true;

    assertThat(again.see(TypeId.of(IdKind.PAYER, UUID.randomUUID()), fate)).isZero();
    assertThat(again.see(id(), new Fate())).isZero();
    assertThat(state()).isEqualTo(PayerState.ACTIVE);
  }

  @Test
  void aPaymentOfTheLostTimeIsToldAsLost() {
    begin(200);
    Instant now = Instant.now();

    lost(now.minus(Duration.ofMinutes(10)), 410, "payment_lost");
    lost(now.minus(LOST).minus(Duration.ofHours(1)), 404, "not_found");
    lost(now.plus(Duration.ofHours(1)), 404, "not_found");
    serve();
    lost(now.minus(Duration.ofMinutes(10)), 410, "payment_lost");
  }

  @Test
  void aStateThatSomebodyElseWroteIsNoneToServeIn() {
    begin(200);

    tables.write("update standing set restore_id = null");
    look.now();
    assertThat(recoveries.recovery()).isEmpty();
    assertThat(recoveries.closed()).isTrue();

    tables.write(
        "update standing set restore_id = (select restore_id from restoration order by restore_id desc limit 1)");
    look.now();
    assertThat(recoveries.recovery()).isPresent();
  }

  /** Begins the journal here: other tests leave payers whose rows do not check. */
  private void forgetOthers() throws IOException {
    long last = number();
    journals.upTo(file, last, known());
  }

  /** The newest recovery that has ended, which the journal of this test knows of. */
  private String known() {
    return recoveries
        .last()
        .filter(last -> last.endedAt() != null)
        .map(last -> TypeId.of(IdKind.RESTORE, last.id()))
        .orElse(NONE);
  }

  /** What was carried forward in between, by the clock, does not count any more. */
  private void beginOnceMore() {
    long number = number();
    String head = (number + 10) + ":" + UUID.randomUUID().toString().replace("-", "");
    look.missing(number, number + 10, List.of(head));
  }

  private long number() {
    return (Long) tables.read("select coalesce(max(number), 0) from audit_batch");
  }

  private static void notCarried() {
    operator().get("/admin/v1/recovery").then().body("left.code", hasItem("journal_not_carried"));
  }

  private void lost(Instant madeAt, int status, String code) {
    shop.look(TypeId.of(IdKind.PAYMENT, Uuids.next(madeAt)))
        .then()
        .statusCode(status)
        .body("code", equalTo(code));
  }

  private void begin(int status) {
    operator()
        .body("{\"from\":\"%s\",\"reason\":\"drill\"}".formatted(Instant.now().minus(LOST)))
        .post("/admin/v1/recovery/begin")
        .then()
        .statusCode(status);
  }

  private Response finish(boolean withoutJournal) {
    return operator()
        .body("{\"withoutJournal\":%s,\"reason\":\"drill\"}".formatted(withoutJournal))
        .post("/admin/v1/recovery/finish");
  }

  private PayerState state() {
    return payers.find(shopper.id()).map(Payer::state).orElseThrow();
  }

  private String id() {
    return TypeId.of(IdKind.PAYER, shopper.id());
  }

  private static void refused(Response answer) {
    answer.then().statusCode(503).body("code", equalTo("recovery"));
  }

  private static io.restassured.specification.RequestSpecification operator() {
    return admin(TestTokens.operator());
  }
}
