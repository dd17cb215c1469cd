package org.cardnym.vault.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.TestDoors.admin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.TestCertificate;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.approval.TestApprover;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.Bank;
import org.cardnym.vault.issuer.Banks;
import org.cardnym.vault.issuer.HouseBank;
import org.cardnym.vault.readiness.Loosened;
import org.cardnym.vault.readiness.TestLoosened;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody alone leads a bank's cards elsewhere. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class BankChangesTest {
  private static final String BANKS = "/admin/v1/banks";
  private static final String WHY = "reason=the+bank+asked+for+it";

  private static final TestCertificate OTHER = TestCertificate.authority("Other CA");

  @Inject HouseBank house;
  @Inject Banks banks;
  private String trust;
  private String bank;

  @BeforeEach
  void twoMustSign() {
    house.open();
    trust = banks.find(house.id()).orElseThrow().trustPem();
    bank =
        TypeId.of(
            IdKind.BANK,
            banks.add("test", fresh("b"), "A bank", "https://127.0.0.1:4443/cardnym", trust).id());
    TestLoosened.without(Loosened.Check.ONE_OPERATOR);
  }

  @Test
  void aBankIsAddedByTwo() {
    String institution = fresh("new");
    Response asked = post(BANKS + "?" + WHY, bankBody(institution, trust));

    assertThat(institutions()).doesNotContain(institution);
    assertThat(signed(asked)).isEqualTo("done");
    assertThat(institutions()).contains(institution);
  }

  @Test
  void itsTrustIsSetByTwoWhoStandInTheTrail() {
    TestApprover alice = TestApprover.enrolled();
    TestApprover bob = TestApprover.enrolled();
    Response asked =
        put(BANKS + "/" + bank + "/trust?" + WHY, Map.of("pem", OTHER.certificatePem()));
    String approval = approval(asked);

    assertThat(alice.sign(approval).<String>path("state")).isEqualTo("waiting");
    assertThat(alice.sign(approval).<String>path("code")).isEqualTo("already_signed");
    assertThat(actors("bank_trust_changed")).isEmpty();
    assertThat(bob.sign(approval).<String>path("state")).isEqualTo("done");
    assertThat(actors("bank_trust_changed")).containsExactly(alice.actor() + " " + bob.actor());
  }

  @Test
  void aBankThatIsSuspendedMeanwhileStaysSuspended() {
    UUID id = TypeId.parse(IdKind.BANK, bank);
    QuarkusTransaction.requiringNew()
        .run(() -> {
          assertThat(banks.find(id).orElseThrow().state()).isEqualTo(Bank.State.ACTIVE);
          QuarkusTransaction.requiringNew().run(() -> banks.suspend("other", id, "an alarm"));
          banks.trust("both", id, OTHER.certificatePem());
        });

    Bank now = banks.find(id).orElseThrow();
    assertThat(now.state()).isEqualTo(Bank.State.SUSPENDED);
    assertThat(now.trustPem()).isNotEqualTo(trust);
  }

  @Test
  void keysAreAddedAndRetiredByTwo() throws JOSEException {
    ECKey key = new ECKeyGenerator(Curve.P_256).generate();
    String keys = BANKS + "/" + bank + "/keys";
    Response asked =
        post(keys + "?" + WHY, Map.of("use", "sig", "jwk", key.toPublicJWK().toJSONObject()));

    assertThat(list(keys, "kid")).isEmpty();
    assertThat(signed(asked)).isEqualTo("done");
    String kid = list(keys, "kid").getFirst();

    Response retired = post(keys + "/" + kid + "/retire?" + WHY, Map.of());
    assertThat(list(keys, "state")).containsExactly("active");
    assertThat(signed(retired)).isEqualTo("done");
    assertThat(list(keys, "state")).containsExactly("retired");
  }

  @Test
  void aPrivateKeyIsRefusedAndNotKept() throws JOSEException {
    ECKey key = new ECKeyGenerator(Curve.P_256).generate();
    Response asked =
        post(BANKS + "/" + bank + "/keys?" + WHY, Map.of("use", "sig", "jwk", key.toJSONObject()));

    assertThat(asked.<String>path("code")).isEqualTo("bank_key_unfit");
    assertThat(requestsOf(bank)).isEmpty();
  }

  @Test
  void routesAreAddedAndRemovedByTwo() {
    String routes = BANKS + "/" + bank + "/routes";
    Response asked = post(routes + "?" + WHY, Map.of("first", "921000", "last", "921001"));
    assertThat(list(routes, "id")).isEmpty();
    assertThat(signed(asked)).isEqualTo("done");
    String route = list(routes, "id").getFirst();

    Response removed = admin(TestTokens.operator()).delete(routes + "/" + route + "?" + WHY);
    assertThat(list(routes, "id")).hasSize(1);
    assertThat(signed(removed)).isEqualTo("done");
    assertThat(list(routes, "id")).isEmpty();
  }

  @Test
  void aTableOfRoutesIsTakenByTwoUnlessItWouldDoSomethingElseByThen() {
    String institution = banks.find(house.id()).orElseThrow().institutionId();
    String csv = "bank,first,last\n" + institution + ",922000,922009\n";
    Response dry = imported(csv, "dryRun=true");
    assertThat(dry.statusCode()).isEqualTo(200);
    Response one = imported(csv, WHY);
    Response two = imported(csv, WHY);
    assertThat(imported("bank,first,last\nnobody-at-all,922100,922109\n", WHY).statusCode())
        .isEqualTo(422);

    assertThat(signed(one)).isEqualTo("done");
    assertThat(signed(two)).isEqualTo("changed_meanwhile");
  }

  @Test
  void withoutAReasonOrWithWhatCouldNeverBeDoneNobodyIsAsked() {
    assertThat(post(BANKS, bankBody(fresh("x"), trust)).<String>path("field")).isEqualTo("reason");
    assertThat(post(BANKS + "?" + WHY, bankBody(fresh("x"), "no pem")).<String>path("code"))
        .isEqualTo("certificate_unfit");
    String taken = banks.find(house.id()).orElseThrow().institutionId();
    assertThat(post(BANKS + "?" + WHY, bankBody(taken, trust)).<String>path("code"))
        .isEqualTo("exists");
    assertThat(
            post(BANKS + "/" + bank + "/routes?" + WHY, Map.of("first", "9", "last", "9"))
                .statusCode())
        .isEqualTo(422);
    assertThat(institutions()).doesNotContain("x");
    assertThat(requestsOf(bank)).isEmpty();
  }

  private static String signed(Response asked) {
    String approval = approval(asked);
    TestApprover.enrolled().sign(approval);
    Response second = TestApprover.enrolled().sign(approval);
    return second.statusCode() == 200 ? second.path("state") : second.path("code");
  }

  private static String approval(Response asked) {
    assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(202);
    return asked.path("approval");
  }

  private static Response post(String path, Map<String, ?> body) {
    return admin(TestTokens.operator()).body(body).post(path);
  }

  private static Response put(String path, Map<String, ?> body) {
    return admin(TestTokens.operator()).body(body).put(path);
  }

  private static Response imported(String csv, String query) {
    return admin(TestTokens.operator())
        .contentType("text/csv")
        .body(csv)
        .post("/admin/v1/routes/import?" + query);
  }

  private static Map<String, String> bankBody(String institution, String pem) {
    return Map.of(
        "institutionId",
        institution,
        "name",
        "A new bank",
        "endpoint",
        "https://127.0.0.1:4444/cardnym",
        "trustPem",
        pem);
  }

  private List<String> institutions() {
    return banks.ids().stream().map(id -> banks.find(id).orElseThrow().institutionId()).toList();
  }

  private static List<String> list(String path, String member) {
    return admin(TestTokens.auditor()).get(path).jsonPath().getList("items." + member);
  }

  private static List<String> requestsOf(String subject) {
    return admin(TestTokens.auditor())
        .get("/admin/v1/approvals?limit=100")
        .jsonPath()
        .getList("items.findAll { it.subject == '" + subject + "' }.approval");
  }

  private List<String> actors(String action) {
    JsonPath trail = admin(TestTokens.auditor()).get("/admin/v1/audit?subject=" + bank).jsonPath();
    return trail.getList("items.findAll { it.action == '" + action + "' }.actor");
  }

  private static String fresh(String prefix) {
    return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
  }
}
