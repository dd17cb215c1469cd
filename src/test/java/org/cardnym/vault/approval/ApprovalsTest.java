package org.cardnym.vault.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.TestDoors.admin;
import static org.cardnym.vault.TestDoors.ownPage;
import static org.cardnym.vault.TestDoors.pages;
import static org.cardnym.vault.approval.TestApprover.path;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.BankKey;
import org.cardnym.vault.issuer.BankKeys;
import org.cardnym.vault.issuer.Banks;
import org.cardnym.vault.issuer.HouseBank;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class ApprovalsTest {
  @Inject Switch change;
  @Inject Approvals approvals;
  @Inject ApprovalSweep sweep;
  @Inject Tables tables;
  @Inject EntityManager entities;
  @Inject HouseBank house;
  @Inject Banks banks;
  @Inject BankKeys keys;

  private TestApprover alice;
  private TestApprover bob;

  @BeforeEach
  void two() {
    change.reset();
    alice = TestApprover.enrolled();
    bob = TestApprover.enrolled();
  }

  @AfterEach
  void now() {
    TestClock.ahead(Duration.ZERO);
  }

  @Test
  void twoPeopleSignAndItIsDoneOnce() {
    String asked = asked();

    Response first = alice.sign(asked);
    assertThat(first.statusCode()).as(first.asString()).isEqualTo(200);
    assertThat(first.<String>path("state")).isEqualTo("waiting");
    assertThat(change.made()).isZero();
    assertThat(shown(asked).getInt("missing")).isEqualTo(1);

    Response second = bob.sign(asked);
    assertThat(second.<String>path("state")).isEqualTo("done");
    assertThat(change.made()).isEqualTo(1);

    JsonPath done = shown(asked);
    assertThat(done.getString("state")).isEqualTo("done");
    assertThat(done.getList("signedBy")).containsExactly(alice.actor(), bob.actor());
    assertThat(actions(asked))
        .contains("approval_asked", "approval_signed", "approval_ended")
        .hasSize(4);
    assertThat(bob.page(asked).<String>path("code")).isEqualTo("approval_ended");
  }

  @Test
  void onePersonAloneNeverSuffices() {
    String asked = asked();
    String other = path(alice.page(asked));
    assertThat(alice.sign(asked).statusCode()).isEqualTo(200);

    assertThat(alice.page(asked).<String>path("code")).isEqualTo("already_signed");
    assertThat(alice.signOn(other).<String>path("code")).isEqualTo("already_signed");
    assertThat(alice.enrol(alice.invited(Duration.ofHours(1))).<String>path("code"))
        .isEqualTo("exists");
    assertThat(change.made()).isZero();
  }

  /** Who administers the identity provider can be anybody there, but has nobody's passkey. */
  @Test
  void theIdentityProvidersAdminAloneCanNotBeTwoPeople() {
    String asked = asked();
    assertThat(alice.sign(asked).statusCode()).isEqualTo(200);

    TestApprover invented = TestApprover.stranger();
    assertThat(invented.page(asked).<String>path("code")).isEqualTo("approver_unknown");
    assertThat(invented.begin("QRST-00000000").<String>path("code")).isEqualTo("invitation_wrong");

    // With a token in Bob's name, and a passkey of one's own.
    String page = path(bob.page(asked));
    Response challenge = TestApprover.post(page + "/ask", Map.of());
    assertThat(TestApprover.send(page, alice.signed(challenge)).<String>path("code"))
        .isEqualTo("passkey_refused");
    challenge = TestApprover.post(page + "/ask", Map.of());
    var forged = bob.passkey().withKeyOf(alice.passkey());
    assertThat(
            TestApprover.send(page, forged.sign(challenge.<String>path("challenge")))
                .<String>path("code"))
        .isEqualTo("passkey_refused");
    assertThat(change.made()).isZero();
    assertThat(actions(asked, "refused")).containsExactly("approval_signed", "approval_signed");
  }

  @Test
  void aRequestThatSomebodyChangedHidesNoOther() {
    String changed = asked();
    String other = asked();
    UUID id = TypeId.parse(IdKind.APPROVAL, changed);
    tables.write("update approval set reason = 'mine' where approval_id = ?1", id);

    JsonPath list = admin(TestTokens.auditor()).get("/admin/v1/approvals?state=waiting").jsonPath();
    tables.write("delete from approval where approval_id = ?1", id);

    assertThat(list.<String>getList("items.approval")).startsWith(other, changed);
    assertThat(list.<String>getList("items.state")).startsWith("waiting", "row_refused");
    assertThat(list.<String>getList("items.reason").get(1)).isNull();
  }

  @Test
  void machinesReadAndAskAndNeverSign() {
    String machine = TestTokens.sign(TestTokens.machine("ops", "operator").build());
    String asked = asked();

    assertThat(admin(machine).get("/admin/v1/approvals/" + asked).statusCode()).isEqualTo(200);
    assertThat(TestApprover.page(asked, machine).<String>path("code")).isEqualTo("forbidden");
    assertThat(
            admin(machine)
                .body(Map.of("code", "QRST-00000000"))
                .post("/admin/v1/approvers")
                .<String>path("code"))
        .isEqualTo("forbidden");
    assertThat(TestApprover.page(asked, TestTokens.auditor()).statusCode()).isEqualTo(403);
  }

  @Test
  void whoHasNotJustSignedInWithTwoFactorsSignsNothing() {
    String asked = asked();
    long now = Instant.now().getEpochSecond();

    for (JWTClaimsSet.Builder person :
        List.of(
            bobs().claim("amr", List.of("pwd")),
            bobs().claim("amr", List.of("pwd", "pin")),
            bobs().claim("amr", null),
            bobs().claim("auth_time", null),
            bobs().claim("auth_time", now - Person.FRESH.toSeconds() - 5),
            bobs().claim("auth_time", now + 600))) {
      assertThat(TestApprover.page(asked, TestTokens.sign(person.build())).<String>path("code"))
          .isEqualTo("proof_too_old");
    }
    assertThat(
            TestApprover.page(asked, TestTokens.sign(bobs().claim("amr", List.of("mfa")).build()))
                .statusCode())
        .isEqualTo(200);
  }

  private JWTClaimsSet.Builder bobs() {
    return TestTokens.person(bob.actor().replace("person:", ""), "operator");
  }

  @Test
  void aSignatureIsGoodForItsOwnChangeAndOnce() {
    String asked = asked();
    String another = asked();
    String page = path(bob.page(asked));
    String anothers = path(bob.page(another));
    var forAnother = bob.signed(TestApprover.post(anothers + "/ask", Map.of()));

    assertThat(TestApprover.send(page, forAnother).<String>path("code"))
        .isEqualTo("passkey_refused");

    var signed = bob.signed(TestApprover.post(page + "/ask", Map.of()));
    assertThat(TestApprover.send(page, signed).statusCode()).isEqualTo(200);
    assertThat(TestApprover.send(page, signed).statusCode()).isEqualTo(404);
    assertThat(TestApprover.send(anothers, signed).<String>path("code"))
        .isEqualTo("passkey_refused");
    assertThat(pages().get(page).statusCode()).isEqualTo(404);
  }

  @Test
  void anotherOriginOrAnUnverifiedPersonSignsNothing() {
    String page = path(bob.page(asked()));

    bob.passkey().origin("https://evil.example");
    assertThat(bob.signOn(page).<String>path("code")).isEqualTo("passkey_refused");
    bob.passkey().origin(org.cardnym.vault.TestDoors.pagesOrigin()).verifies(false);
    assertThat(bob.signOn(page).<String>path("code")).isEqualTo("passkey_refused");
    bob.passkey().verifies(true);
    assertThat(bob.signOn(page).statusCode()).isEqualTo(200);
  }

  @Test
  void aPageIsOverAfterTenMinutesAndARequestAfterADay() {
    String asked = asked();
    String page = path(bob.page(asked));
    TestClock.ahead(Tickets.LIFE.plusSeconds(1));
    assertThat(pages().get(page).statusCode()).isEqualTo(404);
    assertThat(TestApprover.post(page + "/ask", Map.of()).statusCode()).isEqualTo(404);

    assertThat(approvals.waiting("test.switch", change.subject())).isPresent();
    TestClock.ahead(Approvals.LIFE.plusSeconds(1));
    assertThat(approvals.waiting("test.switch", change.subject())).isEmpty();
    sweep.sweep();
    TestClock.ahead(Duration.ZERO);
    assertThat(shown(asked).getString("state")).isEqualTo("expired");
    assertThat(bob.page(asked).<String>path("code")).isEqualTo("approval_ended");
  }

  @Test
  void whatHasChangedMeanwhileIsNotDone() {
    String asked = asked();
    alice.sign(asked);
    change.moves("elsewhere");

    assertThat(bob.sign(asked).<String>path("code")).isEqualTo("changed_meanwhile");
    assertThat(change.made()).isZero();
    assertThat(shown(asked).getString("state")).isEqualTo("refused");
    assertThat(shown(asked).getString("because")).isEqualTo("changed_meanwhile");
  }

  @Test
  void whatCanNotBeDoneAnyMoreSaysWhy() {
    String asked = asked();
    alice.sign(asked);
    change.sticks(new Refusal(ErrorCode.CONFLICT));

    assertThat(bob.sign(asked).<String>path("code")).isEqualTo("conflict");
    assertThat(shown(asked).getString("because")).isEqualTo("conflict");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PAYMENTS_OPEN",
        "KEY_NOT_PROVEN",
        "KEY_CLOSED",
        "KEYS_STALE",
        "SEALED",
        "AUDIT_BEHIND",
        "UNAVAILABLE",
        "TOO_MANY_REQUESTS",
        "CONFLICT"
      })
  void whatPassesByItselfLeavesTheRequestWaiting(ErrorCode code) {
    String asked = asked();
    alice.sign(asked);
    change.sticks(new Refusal(code, Map.of("missing", "replicas")));

    assertThat(bob.sign(asked).<String>path("code")).isEqualTo(code.wire());
    assertThat(shown(asked).getString("state")).isEqualTo("waiting");
    assertThat(shown(asked).getList("signedBy")).containsExactly(alice.actor());
    change.sticks(null);
    assertThat(bob.sign(asked).<String>path("state")).isEqualTo("done");
    assertThat(change.made()).isEqualTo(1);
  }

  /** Its key must not come back because the plan had read it before it went. */
  @Test
  void whatTheSecondSignatureMakesIsMadeOfWhatStandsThen() throws JOSEException {
    UUID bank = bankWithKeys(2);
    List<String> kids = keys.list(bank).stream().map(BankKey::kid).toList();
    String asked = asked();
    alice.sign(asked);
    change.does(
        () -> {
          keys.list(bank);
          QuarkusTransaction.requiringNew().run(() -> keys.retire("other", bank, kids.get(0)));
        },
        () -> keys.retire("both", bank, kids.get(1)));

    assertThat(bob.sign(asked).<String>path("state")).isEqualTo("done");

    assertThat(keys.list(bank)).extracting(BankKey::state).containsOnly(BankKey.State.RETIRED);
    addKey(bank);
    assertThat(keys.list(bank)).hasSize(3);
  }

  @Test
  void anyOperatorRejectsAndThenItIsOver() {
    String asked = asked();
    alice.sign(asked);

    assertThat(reject(TestTokens.auditor(), asked).statusCode()).isEqualTo(403);
    assertThat(reject(TestTokens.operator(), asked).<String>path("state")).isEqualTo("rejected");
    assertThat(reject(TestTokens.operator(), asked).<String>path("code"))
        .isEqualTo("approval_ended");
    assertThat(bob.page(asked).<String>path("code")).isEqualTo("approval_ended");
    assertThat(change.made()).isZero();
  }

  @Test
  void threeWhoSignAtOnceDoItOnce() throws InterruptedException, ExecutionException {
    TestApprover carol = TestApprover.enrolled();
    String asked = asked();
    List<Callable<Response>> all =
        List.of(() -> alice.sign(asked), () -> bob.sign(asked), () -> carol.sign(asked));
    try (var threads = Executors.newFixedThreadPool(3)) {
      for (Future<Response> each : threads.invokeAll(all)) {
        assertThat(each.get().statusCode()).isIn(200, 404, 409);
      }
    }
    assertThat(change.made()).isEqualTo(1);
    assertThat(shown(asked).getList("signedBy")).hasSize(2);
  }

  @Test
  void whoHasBeenRemovedNoLongerCounts() {
    TestApprover carol = TestApprover.enrolled();
    String asked = asked();
    alice.sign(asked);
    String removal = removal(alice).path("approval");
    bob.sign(removal);
    assertThat(carol.sign(removal).<String>path("state")).isEqualTo("done");

    assertThat(alice.page(asked()).<String>path("code")).isEqualTo("approver_unknown");
    assertThat(bob.sign(asked).<String>path("code")).isEqualTo("changed_meanwhile");
    assertThat(change.made()).isZero();
  }

  @Test
  void twoWhoRemoveEachOtherAtOnceLeaveEnoughToSign()
      throws InterruptedException, ExecutionException {
    TestApprover carol = TestApprover.enrolled();
    aloneLeft(List.of(alice.actor(), bob.actor(), carol.actor()));
    String first = removal(alice).path("approval");
    String second = removal(bob).path("approval");
    carol.sign(first);
    carol.sign(second);
    List<Callable<Response>> both = List.of(() -> bob.sign(first), () -> alice.sign(second));
    int done = 0;
    try (var threads = Executors.newFixedThreadPool(2)) {
      for (Future<Response> each : threads.invokeAll(both)) {
        done += "done".equals(each.get().path("state")) ? 1 : 0;
      }
    }
    assertThat(done).isEqualTo(1);
    assertThat(names()).hasSize(Approval.SIGNERS).contains(carol.actor());
  }

  /** Takes the right from all others, as if two had done so each time. */
  private void aloneLeft(List<String> actors) {
    QuarkusTransaction.requiringNew()
        .run(() ->
            entities
                .createQuery(
                    "select a from ApproverRow a where a.removedAt is null and a.actor not in :left",
                    ApproverRow.class)
                .setParameter("left", actors)
                .getResultList()
                .forEach(row -> row.removedAt = Instant.EPOCH));
  }

  @Test
  void onlyWhoWasInvitedEnrolsAndOnlyInTime() {
    TestApprover person = TestApprover.stranger();
    String others = TestApprover.stranger().invited(Duration.ofHours(1));
    assertThat(person.enrol(others).<String>path("code")).isEqualTo("invitation_wrong");
    assertThat(person.enrol(person.invited(Duration.ofSeconds(-1))).<String>path("code"))
        .isEqualTo("invitation_wrong");
    assertThat(
            person
                .enrol(person.invited(Duration.ofHours(1)).toLowerCase(java.util.Locale.ROOT))
                .statusCode())
        .isEqualTo(204);
    assertThat(names()).contains(person.actor());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "{\"issuer\":\"i\",\"subject\":\"s\",\"code\":\"c\"}",
        "{\"issuer\":\"i\",\"subject\":\"s\",\"code\":\"c\",\"until\":\"tomorrow\"}"
      })
  void aFileWithALineThatIsNoInvitationEnrolsNobody(String line) throws IOException {
    Path file = ConfigProvider.getConfig().getValue("cardnym.approvers.file", Path.class);
    TestApprover person = TestApprover.stranger();
    String code = person.invited(Duration.ofHours(1));
    byte[] sound = Files.readAllBytes(file);
    Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
    try {
      assertThat(person.enrol(code).<String>path("code")).isEqualTo("unavailable");
    } finally {
      Files.write(file, sound);
    }
    assertThat(person.enrol(code).statusCode()).isEqualTo(204);
  }

  /** Two have decided that they go; nobody alone takes it back. */
  @Test
  void whoWasRemovedComesBackByANewInvitationOnly() {
    TestApprover carol = TestApprover.stranger();
    String code = carol.invited(Duration.ofHours(1));
    assertThat(carol.enrol(code).statusCode()).isEqualTo(204);
    String removal = removal(carol).path("approval");
    alice.sign(removal);
    assertThat(bob.sign(removal).<String>path("state")).isEqualTo("done");

    Response again = carol.enrol(code);
    assertThat(again.statusCode()).isEqualTo(403);
    assertThat(again.<String>path("code")).isEqualTo("invitation_wrong");
    assertThat(names()).doesNotContain(carol.actor());
    carol.changesPasskey();
    assertThat(carol.enrol(carol.invited(Duration.ofHours(1))).statusCode()).isEqualTo(204);
  }

  /** A page that was opened before stays open for minutes. */
  @Test
  void anInvitationIsUsedUpForPagesThatAreOpenToo() {
    TestApprover carol = TestApprover.stranger();
    String code = carol.invited(Duration.ofHours(1));
    String page = path(carol.begin(code));
    assertThat(carol.enrol(code).statusCode()).isEqualTo(204);
    String removal = removal(carol).path("approval");
    alice.sign(removal);
    bob.sign(removal);

    carol.changesPasskey();
    assertThat(carol.enrolOn(page).<String>path("code")).isEqualTo("invitation_wrong");
    assertThat(names()).doesNotContain(carol.actor());
  }

  /** Who can write the database has no key. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "update approval set asked = '{\"to\":\"off\"}' where approval_id = ?1",
        "update approval set state = 'WAITING', expires_at = expires_at + interval '1 day' where approval_id = ?1",
        "update approval_signature set actor = 'person:x' where approval_id = ?1",
        "insert into approval_signature select approval_id, gen_random_uuid(), actor, client_data, authenticator_data, signature, signed_at, revision, mac_version, mac from approval_signature where approval_id = ?1"
      })
  void whoOnlyWritesTheDatabaseSignsNothing(String sql) {
    String asked = asked();
    alice.sign(asked);
    assertThat(tables.write(sql, TypeId.parse(IdKind.APPROVAL, asked))).isEqualTo(1);

    assertThat(bob.sign(asked).statusCode()).isEqualTo(500);
    assertThat(change.made()).isZero();
  }

  @Test
  void thePageShowsAllThatIsSignedAndNobodyFramesItOrPostsToIt() {
    String page = path(bob.page(asked()));

    Response shown = pages().accept("text/html").get(page);
    assertThat(shown.asString()).contains("test.switch", "because &lt;b&gt;", "on", bob.actor());
    assertThat(shown.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
    assertThat(shown.header("Referrer-Policy")).isEqualTo("same-origin");
    assertThat(
            pages()
                .header("Origin", "https://evil.example")
                .contentType("application/json")
                .body("{}")
                .post(page + "/ask")
                .statusCode())
        .isEqualTo(403);
    assertThat(pages().get("/approve/" + "A".repeat(43)).statusCode()).isEqualTo(404);
    assertThat(pages().get("/approve/x%C3%A9").statusCode()).isIn(400, 404);
    assertThat(
            ownPage().contentType("application/json").body("{}").post(page + "/sign").statusCode())
        .isEqualTo(400);
  }

  private UUID bankWithKeys(int count) throws JOSEException {
    house.open();
    String name = "b-" + UUID.randomUUID().toString().substring(0, 8);
    String trust = banks.find(house.id()).orElseThrow().trustPem();
    UUID bank = banks.add("test", name, "A bank", "https://127.0.0.1:4443/cardnym", trust).id();
    for (int i = 0; i < count; i++) {
      addKey(bank);
    }
    return bank;
  }

  private void addKey(UUID bank) throws JOSEException {
    ECKey key = new ECKeyGenerator(Curve.P_256).generate();
    keys.add("test", bank, BankKey.Use.SIG, key.toPublicJWK().toJSONObject());
  }

  private static Response removal(TestApprover who) {
    String id =
        admin(TestTokens.auditor())
            .get("/admin/v1/approvers")
            .jsonPath()
            .getString("items.find { it.name == '" + who.actor() + "' }.approver");
    return admin(TestTokens.operator())
        .body(Map.of("reason", "left the company"))
        .post("/admin/v1/approvers/" + id + "/remove");
  }

  private static List<String> names() {
    return admin(TestTokens.auditor()).get("/admin/v1/approvers").jsonPath().getList("items.name");
  }

  private String asked() {
    Approval approval =
        approvals.ask(
            change,
            Asked.of().put("to", "on"),
            new Person("https://id.example", "op-1", "person:op-1", true, Set.of(), null),
            "because <b>");
    return TypeId.of(IdKind.APPROVAL, approval.id());
  }

  private static Response reject(String token, String approval) {
    return admin(token)
        .body(Map.of("reason", "a mistake"))
        .post("/admin/v1/approvals/" + approval + "/reject");
  }

  private static JsonPath shown(String approval) {
    return admin(TestTokens.auditor()).get("/admin/v1/approvals/" + approval).jsonPath();
  }

  private static List<String> actions(String approval) {
    return trail(approval).getList("items.action");
  }

  private static List<String> actions(String approval, String outcome) {
    return trail(approval).getList("items.findAll { it.outcome == '" + outcome + "' }.action");
  }

  private static JsonPath trail(String approval) {
    return admin(TestTokens.auditor()).get("/admin/v1/audit?subject=" + approval).jsonPath();
  }
}
