package org.cardnym.vault.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.TestDoors.admin;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestCertificate;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.audit.Replica;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
class BanksAdminTest {
  private static final TestCertificate AUTHORITY = TestCertificate.authority("Bank CA");
  private static int banks;

  @Inject Tables tables;

  @Test
  void aBankIsAddedReadSuspendedAndResumed() {
    Response added = operator().body(bank()).post("/admin/v1/banks");
    added.then().statusCode(201).body("id", startsWith("bnk_")).body("state", equalTo("active"));
    String path = "/admin/v1/banks/" + added.jsonPath().getString("id");

    operator()
        .body(Map.of("reason", "drill"))
        .post(path + "/suspend")
        .then()
        .statusCode(200)
        .body("state", equalTo("suspended"));
    operator().get(path).then().statusCode(200).body("state", equalTo("suspended"));
    operator()
        .body(Map.of("reason", "over"))
        .post(path + "/resume")
        .then()
        .statusCode(200)
        .body("state", equalTo("active"));
    operator()
        .get("/admin/v1/banks?limit=100")
        .then()
        .statusCode(200)
        .body("items.id", hasItem(added.jsonPath().getString("id")));
  }

  @Test
  void whoVouchesForABanksServerIsChangedAndCheckedAsAtFirst() {
    String path = add();
    String both =
        AUTHORITY.certificatePem() + TestCertificate.authority("Next CA").certificatePem();

    operator()
        .body(Map.of("pem", both))
        .put(path + "/trust")
        .then()
        .statusCode(200)
        .body("trustPem", equalTo(both.replace("\r", "")));
    operator()
        .body(Map.of("pem", new TestCertificate("server").certificatePem()))
        .put(path + "/trust")
        .then()
        .statusCode(422)
        .body("code", equalTo("certificate_unfit"));
    operator().body("{}").put(path + "/trust").then().statusCode(400);
    operator().get(path).then().body("trustPem", equalTo(both.replace("\r", "")));
    operator()
        .body(Map.of("pem", both))
        .put("/admin/v1/banks/bnk_00000000000000000000000000/trust")
        .then()
        .statusCode(404);
  }

  @Test
  void aBankDrainsAndTellsWhyAndSinceWhen() {
    String path = add();

    operator()
        .body(Map.of("reason", "contract ends"))
        .post(path + "/drain")
        .then()
        .statusCode(200)
        .body("state", equalTo("draining"))
        .body("reason", equalTo("contract ends"));
    String since = operator().get(path).jsonPath().getString("since");
    assertThat(Instant.parse(since)).isBeforeOrEqualTo(Instant.now());
    operator()
        .get("/admin/v1/banks?limit=100")
        .then()
        .body("items.find { it.state == 'draining' }.reason", equalTo("contract ends"));
    operator().body(Map.of("reason", "x")).post(path + "/suspend").then().statusCode(200);
    operator()
        .body(Map.of("reason", "x"))
        .post(path + "/drain")
        .then()
        .statusCode(409)
        .body("code", equalTo("conflict"))
        .body("state", equalTo("suspended"));
    operator()
        .body(Map.of("reason", "all is well"))
        .post(path + "/resume")
        .then()
        .statusCode(200)
        .body("state", equalTo("active"))
        .body("reason", equalTo("all is well"));
    operator()
        .body(Map.of("reason", "x"))
        .post("/admin/v1/banks/bnk_00000000000000000000000000/drain")
        .then()
        .statusCode(404);
  }

  @Test
  void besideTheStateStandsHowTheLinkIsSeen() {
    String path = add();
    operator()
        .get(path)
        .then()
        .body("state", equalTo("active"))
        .body("link.state", equalTo("untried"))
        .body("link.since", nullValue())
        .body("link.replicas", equalTo(0));

    tables.write(
        "insert into bank_link select bank_id, ?1, true, now(), 'deadline' from bank where institution_id = ?2",
        Replica.ID,
        operator().get(path).jsonPath().getString("institutionId"));

    operator()
        .get(path)
        .then()
        .body("state", equalTo("active"))
        .body("link.state", equalTo("down"))
        .body("link.since", notNullValue())
        .body("link.reason", equalTo("deadline"))
        .body("link.down", equalTo(1))
        .body("link.replicas", equalTo(1));
    operator()
        .get("/admin/v1/banks?limit=100")
        .then()
        .body("items.findAll { it.link.state == 'down' }.size()", equalTo(1));
  }

  @Test
  void aBankThatSomebodyChangedHidesNoOther() {
    String changed =
        operator().body(bank()).post("/admin/v1/banks").jsonPath().getString("institutionId");
    Response other = operator().body(bank()).post("/admin/v1/banks");
    tables.write("update bank set name = 'Mine' where institution_id = ?1", changed);
    try {
      operator()
          .get("/admin/v1/banks?limit=100")
          .then()
          .statusCode(200)
          .body("items.id", hasItem(other.jsonPath().getString("id")))
          .body("items.findAll { it.state == 'row_refused' }.size()", equalTo(1))
          .body("items.find { it.state == 'row_refused' }.name", nullValue());
    } finally {
      tables.write("delete from bank where institution_id = ?1", changed);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"drain", "suspend", "resume"})
  void aBankIsNotChangedWithoutAReason(String act) {
    String path = add();

    operator()
        .body("{}")
        .post(path + "/" + act)
        .then()
        .statusCode(400)
        .body("field", equalTo("reason"));
    operator().get(path).then().body("state", equalTo("active"));
  }

  @ParameterizedTest
  @CsvSource({
    "endpoint,http://localhost:1/cardnym,422",
    "endpoint,not an address,422",
    "trustPem,nonsense,422",
    "institutionId,Über,400",
    "name,'',400",
    "name,' Bank',400",
    "name,'Bank\u202eknaB',400",
    "name,'Ba\u200bnk',400",
    "name,'Bank\u0007',400",
    "name,<b>Bank</b>,400"
  })
  void aBankThatDoesNotFitIsRefused(String member, String value, int status) {
    Map<String, Object> bank = bank();
    bank.put(member, value);

    operator().body(bank).post("/admin/v1/banks").then().statusCode(status);
  }

  @Test
  void anInstitutionIsOneBankOnly() {
    Map<String, Object> bank = bank();
    operator().body(bank).post("/admin/v1/banks").then().statusCode(201);

    operator()
        .body(bank)
        .post("/admin/v1/banks")
        .then()
        .statusCode(409)
        .body("code", equalTo("exists"));
  }

  @Test
  void keysArePinnedAndRetired() throws JOSEException {
    String path = add();
    ECKey key = new ECKeyGenerator(Curve.P_256).generate();
    String kid = key.computeThumbprint().toString();

    operator()
        .body(key("enc", key))
        .post(path + "/keys")
        .then()
        .statusCode(201)
        .body("kid", equalTo(kid))
        .body("state", equalTo("active"));
    operator().body(key("enc", key)).post(path + "/keys").then().statusCode(409);
    operator()
        .get(path + "/keys")
        .then()
        .statusCode(200)
        .body("items.kid", contains(kid))
        .body("items[0].jwk.keySet()", not(hasItem("d")));
    operator()
        .post(path + "/keys/" + kid + "/retire")
        .then()
        .statusCode(200)
        .body("state", equalTo("retired"));
    operator()
        .post(path + "/keys/" + kid + "/retire")
        .then()
        .statusCode(200)
        .body("state", equalTo("retired"));
    operator().post(path + "/keys/AAAA/retire").then().statusCode(404);
  }

  @Test
  void aPrivateKeyIsRefusedWithoutEcho() throws JOSEException {
    ECKey key = new ECKeyGenerator(Curve.P_256).generate();

    Response answer =
        operator().body(Map.of("use", "enc", "jwk", key.toJSONObject())).post(add() + "/keys");

    answer.then().statusCode(422).body("code", equalTo("bank_key_unfit"));
    assertThat(answer.asString()).doesNotContain(key.getD().toString());
  }

  @Test
  void aKeyForAnotherUseIsRefused() throws JOSEException {
    ECKey key = new ECKeyGenerator(Curve.P_256).generate();

    operator()
        .body(key("both", key))
        .post(add() + "/keys")
        .then()
        .statusCode(400)
        .body("field", equalTo("use"));
  }

  @Test
  void routesAreAddedListedAndRemoved() {
    String path = add();
    Response added =
        operator().body(Map.of("first", "400000", "last", "400009")).post(path + "/routes");
    added.then().statusCode(201).body("id", startsWith("rte_")).body("first", equalTo("400000"));
    String route = path + "/routes/" + added.jsonPath().getString("id");

    operator()
        .get(path + "/routes")
        .then()
        .statusCode(200)
        .body("items[0].last", equalTo("400009"));
    operator().delete(add() + "/routes/" + added.jsonPath().getString("id")).then().statusCode(404);
    operator().delete(route).then().statusCode(204);
    operator().delete(route).then().statusCode(404);
    operator().get(path + "/routes").then().body("items", empty());
  }

  @ParameterizedTest
  @CsvSource({
    "40000,40000",
    "400000000,400000000",
    "411115,411114",
    "411111,4111111",
    "abcdef,abcdef"
  })
  void whatIsNoRangeIsRefused(String first, String last) {
    operator()
        .body(Map.of("first", first, "last", last))
        .post(add() + "/routes")
        .then()
        .statusCode(422)
        .body("code", equalTo("route_unfit"));
  }

  @Test
  void rangesThatCrossAreRefused() {
    String path = add();
    operator()
        .body(Map.of("first", "500000", "last", "500009"))
        .post(path + "/routes")
        .then()
        .statusCode(201);

    operator()
        .body(Map.of("first", "500005", "last", "500015"))
        .post(add() + "/routes")
        .then()
        .statusCode(409)
        .body("code", equalTo("route_ambiguous"));
  }

  @Test
  void theLinkIsCertifiedForTheVaultsOwnKeyOnly() {
    Response link = admin(TestTokens.auditor()).get("/admin/v1/link");
    link.then()
        .statusCode(200)
        .body("issuer", startsWith("https://"))
        .body("signingKeys.keys[0].kty", equalTo("EC"))
        .body("signingKeys.keys[0].keySet()", not(hasItem("d")))
        .body("certificateRequest", containsString("BEGIN CERTIFICATE REQUEST"));

    operator()
        .body(Map.of("pem", new TestCertificate("vault").certificatePem()))
        .put("/admin/v1/link/certificate")
        .then()
        .statusCode(422);
    String chain = AUTHORITY.certify(link.jsonPath().getString("certificateRequest"));
    operator()
        .body(Map.of("pem", chain))
        .put("/admin/v1/link/certificate")
        .then()
        .statusCode(200)
        .body("certificate", containsString("BEGIN CERTIFICATE"));
  }

  @Test
  void auditorsChangeNothing() {
    String path = add();
    RequestSpecification auditor = admin(TestTokens.auditor());

    auditor.body(bank()).post("/admin/v1/banks").then().statusCode(403);
    admin(TestTokens.auditor())
        .body(Map.of("reason", "x"))
        .post(path + "/suspend")
        .then()
        .statusCode(403);
    admin(TestTokens.auditor())
        .body(Map.of("reason", "x"))
        .post(path + "/drain")
        .then()
        .statusCode(403);
    admin(TestTokens.auditor())
        .body(Map.of("first", "600000", "last", "600000"))
        .post(path + "/routes")
        .then()
        .statusCode(403);
    admin(TestTokens.auditor()).body("{}").put("/admin/v1/link/certificate").then().statusCode(403);
    admin(TestTokens.auditor()).body("{}").put(path + "/trust").then().statusCode(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/keys", "/routes"})
  void whatAnUnknownBankHasIsNotFound(String part) {
    operator()
        .get("/admin/v1/banks/bnk_00000000000000000000000000" + part)
        .then()
        .statusCode(404)
        .body("code", equalTo("not_found"));
  }

  @Test
  void paymentsAreListedAndUnknownOnesAreNotFound() {
    admin(TestTokens.auditor()).get("/admin/v1/payments").then().statusCode(200);
    admin(TestTokens.auditor())
        .get("/admin/v1/payments/pay_00000000000000000000000000")
        .then()
        .statusCode(404);
  }

  private static String add() {
    return "/admin/v1/banks/"
        + operator()
            .body(bank())
            .post("/admin/v1/banks")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
  }

  private static Map<String, Object> key(String use, ECKey key) {
    return Map.of("use", use, "jwk", key.toPublicJWK().toJSONObject());
  }

  private static RequestSpecification operator() {
    return admin(TestTokens.operator());
  }

  private static synchronized Map<String, Object> bank() {
    var bank = new HashMap<String, Object>();
    bank.put("institutionId", "admin-test-bank-" + banks++);
    bank.put("name", "Bank of Tests");
    bank.put("endpoint", "https://localhost:1/cardnym");
    bank.put("trustPem", AUTHORITY.certificatePem());
    return bank;
  }
}
