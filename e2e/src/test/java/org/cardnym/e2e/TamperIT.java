package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Who can write the database can make nobody pay: each changed row is refused, with an alarm. Rows
 * are put back after each test.
 */
@Order(5)
@Isolated
@ExtendWith(SharedWorld.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TamperIT {
  private static final Set<String> ENDED = Set.of("approved", "declined", "failed");
  private static final String SEALED = "(sealed, revision, mac_version, mac)";

  private static World world;
  private static Database database;
  private static Payer owner;
  private static Payer thief;
  private static String ownerId;
  private static String thiefId;
  private static String paid;

  @BeforeAll
  static void twoPayers(World shared) {
    world = shared;
    database = shared.database();
    owner = world.payer(Cast.TAMPER_OWNER);
    thief = world.payer(Cast.TAMPER_THIEF);
    paid = world.pay(owner).path("id").asText();
    assertThat(state(world.merchant().awaitState(paid, Await.PATIENCE, ENDED)))
        .isEqualTo("approved");
    learnIds();
  }

  /**
   * Who can read the database learns whose payment it is; the thief is the one payer registered
   * after the owner.
   */
  private static void learnIds() {
    ownerId = database.one("select payer_id from payment where " + payment(paid));
    thiefId =
        database.one(
            "select payer_id from payer where state = 'ACTIVE' and created_at >"
                + " (select created_at from payer where payer_id = '"
                + ownerId
                + "') order by created_at limit 1");
  }

  @Test
  void swappedCardRowsAreRefused() {
    String both = "payer_id in ('" + ownerId + "', '" + thiefId + "')";
    refusedAtProof(
        "card",
        () ->
            tamper(
                "card",
                both,
                "update card set payer_id = case payer_id when '%s' then '%s'::uuid else '%s'::uuid end where "
                    + both,
                ownerId,
                thiefId,
                ownerId),
        owner.password(),
        owner::codeNotUsed);
  }

  @Test
  void anotherPayersSealedRecordInTheOwnersRowIsRefused() {
    refusedAtProof(
        "card",
        () ->
            tamper(
                "card",
                of(ownerId),
                "update card set (record, kek_version, wrapped_key, display) ="
                    + " (select record, kek_version, wrapped_key, display from card where payer_id = '%s') where payer_id = '%s'",
                thiefId,
                ownerId),
        owner.password(),
        owner::codeNotUsed);
  }

  @Test
  void anEditedByteOfASealedRecordIsRefused() {
    refusedAtProof(
        "card",
        () ->
            tamper(
                "card",
                of(ownerId),
                "update card set record = set_byte(record, 20, get_byte(record, 20) # 1) where payer_id = '%s'",
                ownerId),
        owner.password(),
        owner::codeNotUsed);
  }

  @Test
  void anotherPayersPasswordRowIsRefused() {
    refusedAtProof(
        "password",
        () ->
            tamper(
                "password",
                of(ownerId),
                "update password set "
                    + SEALED
                    + " = (select sealed, revision, mac_version, mac from password where payer_id = '%s')"
                    + " where payer_id = '%s'",
                thiefId,
                ownerId),
        thief.password(),
        owner::codeNotUsed);
  }

  @Test
  void anotherPayersCodeRowIsRefused() {
    refusedAtProof(
        "otp",
        () ->
            tamper(
                "otp",
                of(ownerId),
                "update otp set (secret, last_step, revision, mac_version, mac) ="
                    + " (select secret, last_step, revision, mac_version, mac from otp where payer_id = '%s') where payer_id = '%s'",
                thiefId,
                ownerId),
        owner.password(),
        thief::codeNotUsed);
  }

  @Test
  void aRaisedSpendingLimitIsRefused() {
    refusedAtProof(
        "card_limit",
        () ->
            tamper(
                "card_limit",
                of(ownerId),
                "update card_limit set per_payment = 99999999, per_day = 99999999 where payer_id = '%s'",
                ownerId),
        owner.password(),
        owner::codeNotUsed);
  }

  @Test
  void aChangedAmountIsRefused() {
    Opened opened = open();
    Alarm alarm = alarm("payment");
    try (Tampering unused =
        tamper(
            "payment",
            payment(opened.id),
            "update payment set amount = 1 where " + payment(opened.id))) {
      assertThat(opened.browser.get(opened.page + "/view").status()).isGreaterThanOrEqualTo(400);
      assertThat(world.merchant().get(opened.id).status()).isGreaterThanOrEqualTo(400);
      Reply proven = opened.browser.prove(opened.page, owner.password(), owner.codeNotUsed());
      assertThat(proven.status()).isGreaterThanOrEqualTo(400);
      alarm.isRaised();
    }
    assertThat(world.bank().of(opened.id)).isEmpty();
  }

  @Test
  void aPaymentMadeApprovedByHandIsNotBelieved() {
    Opened opened = open();
    Alarm alarm = alarm("payment");
    try (Tampering unused =
        tamper(
            "payment",
            payment(opened.id),
            "update payment set state = 'APPROVED', authorized = amount, ended_at = now() where "
                + payment(opened.id))) {
      Reply seen = world.merchant().get(opened.id);
      assertThat(seen.status()).isGreaterThanOrEqualTo(400);
      assertThat(seen.body()).doesNotContain("approved");
      alarm.isRaised();
    }
  }

  @Test
  void anIntentWrittenByHandIsNeverSent() {
    String message = UUID.randomUUID().toString();
    Alarm alarm = alarm("exchange");
    String copy =
        "insert into exchange select e.* from exchange x cross join lateral jsonb_populate_record(x, jsonb_build_object("
            + "'family_id', gen_random_uuid(), 'message_id', '%s', 'state', 'INTENDED', 'outcome', null, 'closed_at', null, 'response_code', null,"
            + " 'approval_code', null, 'reference', null, 'intended_at', now(), 'window_ends', now() + interval '30 s',"
            + " 'due', now())) e where x.family_id = '%s' and x.kind = 'AUTHORIZATION'";
    int before = world.bank().of(paid).size();
    try (Tampering unused =
        tamper("exchange", "message_id = '" + message + "'", copy, message, TypeIds.uuid(paid))) {
      alarm.isRaised();
      Await.pause(Duration.ofSeconds(3));
      assertThat(world.bank().of(paid)).hasSize(before);
    }
  }

  @Test
  void aRouteWrittenByHandLeadsNoCardAnywhere() {
    // A card that few here have tried, or its own limit refuses it first.
    Enrolment newcomer = world.enrolment();
    world.know(newcomer.person("tamper-newcomer", world.newPassword()));
    Alarm alarm = alarm("bank_route");
    String route = UUID.randomUUID().toString();
    try (Tampering unused =
        tamper(
            "bank_route",
            "route_id = '" + route + "'",
            "insert into bank_route (route_id, bank_id, digits, low, high, revision, mac_version, mac)"
                + " select '%s', bank_id, 8, 40128888, 40128888, revision, mac_version, mac from bank_route limit 1",
            route)) {
      Reply added =
          newcomer.card(TestCard.COMPARED_ONLY.number(), TestCard.COMPARED_ONLY.verificationCode());
      assertThat(added.status()).isGreaterThanOrEqualTo(400);
      alarm.isRaised();
    }
  }

  @Test
  void aMerchantOriginWrittenByHandOpensNoPage() {
    JsonNode payment = world.merchant().create(owner.alias());
    Alarm alarm = alarm("merchant_origin");
    String evil = "http://127.0.0.1:9";
    try (Tampering unused =
        tamper(
            "merchant_origin",
            "origin = '" + evil + "'",
            "insert into merchant_origin (merchant_id, origin, revision, mac_version, mac)"
                + " select merchant_id, '%s', revision, mac_version, mac from merchant_origin limit 1",
            evil)) {
      Reply opened = world.shopper().postForm(payment.path("paymentPage").asText(), evil, "");
      assertThat(opened.status()).isGreaterThanOrEqualTo(400);
      alarm.isRaised();
    }
  }

  /** Late, as its payment takes the thief's code. */
  @Test
  @Order(Integer.MAX_VALUE - 1)
  void aBankKeyWrittenByHandSealsNothing() {
    Alarm alarm = alarm("bank_key");
    String kid = "e2e-" + UUID.randomUUID();
    String jwk =
        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4\",\"y\":\"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM\"}";
    try (Tampering unused =
        tamper(
            "bank_key",
            "kid = '" + kid + "'",
            "insert into bank_key (bank_id, kid, key_use, jwk, state, added_at, revision, mac_version, mac)"
                + " select bank_id, '%s', key_use, '%s', state, now(), revision, mac_version, mac from bank_key"
                + " where key_use = 'ENC' limit 1",
            kid,
            jwk)) {
      JsonNode payment = world.merchant().create(thief.alias());
      Shopper browser = world.shopper();
      String page = browser.open(world.shopUrl(), payment.path("paymentPage").asText());
      browser.prove(page, thief.password(), thief.code());
      alarm.isRaised();
      String id = payment.path("id").asText();
      assertThat(world.bank().of(id)).isEmpty();
      assertThat(state(world.merchant().get(id).json())).isNotEqualTo("approved");
    }
  }

  /** Last: what was put back works, so it was the tampering that was refused. */
  @Test
  @Order(Integer.MAX_VALUE)
  void theRowsPutBackPayAgain() {
    String id = world.pay(owner).path("id").asText();
    assertThat(state(world.merchant().awaitState(id, Await.PATIENCE, ENDED))).isEqualTo("approved");
  }

  private record Opened(String id, Shopper browser, String page) {}

  private record Alarm(String table, double before, Instant since) {
    void isRaised() {
      Await.until(
          "the alarm for " + table,
          Await.PATIENCE,
          () -> world.metrics().rowsRefused(table) > before);
      Await.until(
          "the trail's entry for " + table,
          Await.PATIENCE,
          () -> world.admin().audited("row_refused", since, "\"" + table + "\""));
    }
  }

  private static Alarm alarm(String table) {
    return new Alarm(
        table, world.metrics().rowsRefused(table), Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  private static Opened open() {
    JsonNode payment = world.merchant().create(owner.alias());
    Shopper browser = world.shopper();
    String page = browser.open(world.shopUrl(), payment.path("paymentPage").asText());
    return new Opened(payment.path("id").asText(), browser, page);
  }

  /** Opens the owner's payment, tampers, proves: no approval, nothing at the bank, an alarm. */
  private static void refusedAtProof(
      String table, Supplier<Tampering> tampering, String password, Supplier<String> code) {
    Opened opened = open();
    Alarm alarm = alarm(table);
    String right = code.get();
    try (Tampering unused = tampering.get()) {
      Reply proven = opened.browser.prove(opened.page, password, right);
      assertThat(proven.status()).as(proven.body()).isGreaterThanOrEqualTo(400);
      alarm.isRaised();
    }
    assertThat(world.bank().of(opened.id)).isEmpty();
    assertThat(state(world.merchant().get(opened.id).json())).isEqualTo("requires_authentication");
  }

  private static Tampering tamper(String table, String where, String sql, Object... values) {
    return Tampering.with(
        database, table, where, values.length == 0 ? sql : String.format(sql, values));
  }

  private static String of(String payerId) {
    return "payer_id = '" + payerId + "'";
  }

  private static String payment(String id) {
    return "payment_id = '" + TypeIds.uuid(id) + "'";
  }

  private static String state(JsonNode payment) {
    return payment.path("state").asText();
  }
}
