package org.cardnym.vault.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.Refusals.refuses;
import static org.cardnym.vault.TestDoors.admin;
import static org.cardnym.vault.TestDoors.api;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.cardnym.vault.Inbox;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.approval.TestApprover;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.intake.ImportDoor;
import org.cardnym.vault.intake.TestFile;
import org.cardnym.vault.issuer.HouseBank;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.payer.TestPayers;
import org.cardnym.vault.readiness.Loosened;
import org.cardnym.vault.refusal.ErrorCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person is erased on a demand, by two people and no fewer. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class ErasureTest {
  private static final String STATE = "select state from payer where payer_id = ?1";
  private static final String WHY = "demanded by letter, case 4711";

  /** After all identifiers that a test made up. */
  private static final UUID BEHIND = new UUID(0, 1_000);

  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject HouseBank bank;
  @Inject Payers payers;
  @Inject Loosened loosened;
  @Inject Tables tables;
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
  void twoPeopleEraseAPayerAndOneAloneCanNot() {
    Response asked = ask();
    String approval = asked.path("approval");
    TestApprover one = TestApprover.enrolled();

    assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(202);
    assertThat(asked.<String>path("kind")).isEqualTo("payer.erase");
    assertThat(asked.<String>path("subject")).isEqualTo(id);
    assertThat(one.sign(approval).<String>path("state")).isEqualTo("waiting");
    assertThat(one.sign(approval).<String>path("code")).isEqualTo("already_signed");
    assertThat(state()).isEqualTo("ACTIVE");

    try (Inbox inbox = Inbox.open()) {
      assertThat(TestApprover.enrolled().sign(approval).<String>path("state")).isEqualTo("done");

      assertThat(tables.read("select count(*) from card where payer_id = ?1", shopper.id()))
          .isEqualTo(0L);
      assertThat(Inbox.text(inbox.await(shopper.email())))
          .contains("erased your account", "last mail to this address")
          .doesNotContain("4711", "person:");
      tables.await("ERASED", STATE, shopper.id());
    }
  }

  /** Their mails can't be sent, and their identifiers come first. */
  @Test
  void manyWhoWaitForTheirLastMailKeepNobodyWaiting() {
    tables.write(
        "insert into payer select (jsonb_populate_record(p, jsonb_build_object('payer_id',"
            + " cast(lpad(to_hex(n), 32, '0') as uuid), 'state', 'LEAVING'))).* from payer p,"
            + " generate_series(1, 120) n where p.payer_id = ?1",
        shopper.id());
    tables.write(
        "insert into notice (payer_id, notice_id, bucket, kind, channel, sealed, queued_at, due_at,"
            + " tries) select payer_id, gen_random_uuid(), 0, 'ACCOUNT_CLOSED', 'MAIL', cast('' as bytea),"
            + " now(), now() + interval '1 hour', 0 from payer where payer_id < ?1",
        BEHIND);
    try (Inbox inbox = Inbox.open()) {
      assertThat(signed(ask())).isEqualTo("done");
      inbox.await(shopper.email());
      tables.await("ERASED", STATE, shopper.id());
    } finally {
      tables.write("delete from notice where payer_id < ?1", BEHIND);
      tables.write("delete from payer where payer_id < ?1", BEHIND);
    }
  }

  /** The sandbox lets one operator do much alone, and this vault is loosened so. */
  @Test
  void noSandboxLetsOneOperatorDoIt() {
    assertThat(loosened.has(Loosened.Check.ONE_OPERATOR)).isTrue();

    assertThat(ask().statusCode()).isEqualTo(202);

    assertThat(state()).isEqualTo("ACTIVE");
  }

  @Test
  void theAnswerAndTheRequestSayWhatGoesAndWhatBackupsHold() {
    Response asked = ask();
    Response shown =
        admin(TestTokens.auditor()).get("/admin/v1/approvals/" + asked.path("approval"));

    for (Response each : List.of(asked, shown)) {
      Map<String, String> lines = lines(each);
      assertThat(lines)
          .containsEntry("payer", "active")
          .containsEntry("cards", "1")
          .containsEntry("names", "1, never given again")
          .containsEntry("keys", "wrapped by kek 1 (primary)");
      assertThat(lines.get("proofs")).contains("password");
      assertThat(lines.get("backups")).contains("not known", "cardnym.backups.keep");
      assertThat(lines.get("certain"))
          .startsWith("keys rotate kek, keys rewrap, keys verify kek")
          .contains("keys destroy kek 1", "root key");
      assertThat(each.asString()).doesNotContain(shopper.alias(), shopper.email(), "411111");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"frozen", "locked", "recovered"})
  void whoIsFrozenOrLockedOrHasJustRecoveredIsErasedAsWell(String how) {
    switch (how) {
      case "frozen" -> QuarkusTransaction.requiringNew().run(() -> payers.freeze(shopper.id()));
      case "locked" -> post("lock", "stolen phone", TestTokens.operator());
      default ->
          QuarkusTransaction.requiringNew()
              .run(() -> payers.tighten(shopper.id(), Instant.now().plusSeconds(60)));
    }

    assertThat(signed(ask())).isEqualTo("done");

    assertThat(
            tables.read(
                "select state = 'LEAVING' and locked_at is null and locked_by is null and"
                    + " lock_reason is null and frozen_at is null and loosens_from is null from"
                    + " payer where payer_id = ?1",
                shopper.id()))
        .isEqualTo(true);
  }

  @Test
  void whoHasLeftIsNotErasedTwice() {
    String second = ask().path("approval");
    assertThat(signed(ask())).isEqualTo("done");

    Response leaving = ask();
    assertThat(leaving.statusCode()).isEqualTo(200);
    assertThat(leaving.<String>path("state")).isEqualTo("leaving");
    assertThat(leaving.<Boolean>path("changed")).isFalse();
    assertThat(lines(leaving)).containsKeys("keys", "backups", "certain");
    try (Inbox inbox = Inbox.open()) {
      tables.write("update notice set due_at = now() where payer_id = ?1", shopper.id());
      inbox.await(shopper.email());
      tables.await("ERASED", STATE, shopper.id());
    }
    Response erased = ask();
    assertThat(erased.statusCode()).isEqualTo(200);
    assertThat(erased.<String>path("state")).isEqualTo("erased");
    assertThat(lines(erased)).containsEntry("keys", "wrapped by kek 1 (primary)");
    assertThat(
            tables.read(
                "select count(*) from approval where kind = 'payer.erase' and subject = ?1", id))
        .isEqualTo(2L);

    TestApprover.enrolled().sign(second);
    assertThat(TestApprover.enrolled().sign(second).<String>path("code")).isEqualTo("conflict");
    assertThat(
            tables.read(
                "select count(*) from audit_entry where action = 'PAYER_LEFT' and"
                    + " subject = ?1",
                id))
        .isEqualTo(1L);
  }

  @Test
  void theTrailSaysWhoAskedWhoSignedAndWhatBackupsHoldAndNoName() {
    assertThat(signed(ask())).isEqualTo("done");

    Response trail = admin(TestTokens.auditor()).get("/admin/v1/audit?subject=" + id);

    assertThat(trail.jsonPath().getString("items.find { it.action == 'payer_left' }.actor"))
        .matches("person:person-\\S+ person:person-\\S+");
    Map<String, String> facts =
        trail.jsonPath().getMap("items.find { it.action == 'payer_left' }.facts");
    assertThat(facts)
        .containsEntry("reason", WHY)
        .containsEntry("keks", "1 (primary)")
        .containsEntry("backups", "unknown");
    assertThat(trail.asString()).doesNotContain(shopper.alias(), shopper.email());
    assertThat(
            tables.read(
                "select count(*) from audit_entry where action = 'APPROVAL_ASKED' and facts like ?1",
                "%payer.erase%" + id + "%"))
        .isEqualTo(1L);
  }

  @Test
  void theNameAndWhateverLooksLikeItIsNeverGivenAgain() {
    assertThat(signed(ask())).isEqualTo("done");

    UUID newcomer = TestPayers.confirmed(payers);
    for (String name : List.of(shopper.alias(), shopper.alias().toUpperCase(Locale.ROOT))) {
      refuses(
          ErrorCode.ALIAS_TAKEN,
          () -> QuarkusTransaction.requiringNew().run(() -> payers.nameAlias(newcomer, name)));
    }
    assertThat(
            admin(TestTokens.operator())
                .body(Map.of("alias", shopper.alias()))
                .post("/admin/v1/payers/lookup")
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void onlyAnOperatorAsksAndOnlyForAPersonWithAReasonThatNamesNobody() {
    assertThat(post("erase", WHY, TestTokens.auditor()).statusCode()).isEqualTo(403);
    assertThat(post("erase", WHY, TestTokens.merchant(shop.client())).statusCode()).isEqualTo(403);
    assertThat(
            api()
                .contentType("application/json")
                .body("{}")
                .post("/admin/v1/payers/" + id + "/erase")
                .statusCode())
        .isEqualTo(401);
    for (String reason :
        List.of(
            "",
            "asked by " + shopper.alias(),
            "(" + shopper.alias().toUpperCase(Locale.ROOT) + ")",
            "mail of " + shopper.email())) {
      Response refused = post("erase", reason, TestTokens.operator());
      assertThat(refused.statusCode()).as(reason).isEqualTo(400);
      assertThat(refused.<String>path("field")).isEqualTo("reason");
    }
    refusedAs(404, "not_found", TypeId.of(IdKind.PAYER, payers.decoy()));
    refusedAs(404, "not_found", "pyr_01k0a8m5c2e9tvq7x4n3b6d8fz");
    refusedAs(409, "conflict", TypeId.of(IdKind.PAYER, TestPayers.begun(payers)));
    assertThat(state()).isEqualTo("ACTIVE");
    assertThat(tables.read("select count(*) from approval where subject = ?1", id)).isEqualTo(0L);
  }

  @Test
  void whoRejectsItNamesNobodyEither() {
    String approval = ask().path("approval");

    Response named = reject(approval, "it was " + shopper.alias() + " themselves");
    assertThat(named.statusCode()).isEqualTo(400);
    assertThat(named.<String>path("field")).isEqualTo("reason");
    assertThat(reject(approval, "not their letter").<String>path("state")).isEqualTo("rejected");
    assertThat(
            tables.read(
                "select count(*) from audit_entry where facts like ?1",
                "%" + shopper.alias() + "%"))
        .isEqualTo(0L);
  }

  private static Response reject(String approval, String reason) {
    return admin(TestTokens.operator())
        .body(Map.of("reason", reason))
        .post("/admin/v1/approvals/" + approval + "/reject");
  }

  /** They have a name, a contact and a card, and no proof. */
  @Test
  void whoWasMovedInAndNeverCameIsErasedToo() {
    TestFile file = ImportDoor.moved(bank, 1);
    String moved =
        admin(TestTokens.operator())
            .body(Map.of("alias", file.alias(1)))
            .post("/admin/v1/payers/lookup")
            .path("id");
    UUID payerId = TypeId.parse(IdKind.PAYER, moved);
    Response asked = post("erase", WHY, TestTokens.operator(), moved);

    assertThat(lines(asked)).containsEntry("payer", "imported").containsEntry("cards", "1");
    try (Inbox inbox = Inbox.open()) {
      assertThat(signed(asked)).isEqualTo("done");
      assertThat(Inbox.text(inbox.await(file.email(1)))).contains("erased your account");
      tables.await("ERASED", STATE, payerId);
    }
    assertThat(tables.read("select count(*) from card where payer_id = ?1", payerId)).isEqualTo(0L);
    assertThat(tables.read("select count(*) from payer_key where payer_id = ?1", payerId))
        .isEqualTo(0L);
  }

  private Object state() {
    return tables.read(STATE, shopper.id());
  }

  private Response ask() {
    return post("erase", WHY, TestTokens.operator());
  }

  private Response post(String act, String reason, String token) {
    return post(act, reason, token, id);
  }

  private static Response post(String act, String reason, String token, String payer) {
    return admin(token)
        .body(Map.of("reason", reason))
        .post("/admin/v1/payers/" + payer + "/" + act);
  }

  private static void refusedAs(int status, String code, String payer) {
    Response refused = post("erase", WHY, TestTokens.operator(), payer);
    assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(status);
    assertThat(refused.<String>path("code")).isEqualTo(code);
  }

  static String signed(Response asked) {
    assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(202);
    String approval = asked.path("approval");
    TestApprover.enrolled().sign(approval);
    Response second = TestApprover.enrolled().sign(approval);
    return second.statusCode() == 200 ? second.path("state") : second.path("code");
  }

  private static Map<String, String> lines(Response shown) {
    List<Map<String, String>> change = shown.path("change");
    return change.stream()
        .collect(Collectors.toMap(line -> line.get("label"), line -> line.get("value")));
  }
}
