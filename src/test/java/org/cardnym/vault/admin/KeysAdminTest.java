package org.cardnym.vault.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.TestDoors.admin;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.concurrent.locks.LockSupport;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.approval.TestApprover;
import org.cardnym.vault.keys.RotationProfile;
import org.cardnym.vault.keys.TestWalk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators do to keys, and what they are refused. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(RotationProfile.class)
class KeysAdminTest {
  private static final String KEYS = "/admin/v1/keys";
  private static final String REWRAP = "/admin/v1/rewrap";
  private static final String REASON = "{\"reason\":\"yearly\"}";

  @Inject TestWalk walk;

  @BeforeEach
  void inOrder() {
    walk.inOrder();
  }

  @Test
  void anOperatorRotatesWrapsAnewAndProves() {
    int old = walk.primary();
    post(KEYS + "/kek/rotate", "{}")
        .then()
        .statusCode(200)
        .body("version", equalTo(old + 1))
        .body("closed", equalTo(old));
    post(REWRAP, "{\"rate\":1000}").then().statusCode(200).body("rate", equalTo(1000));
    walk.drive();
    as("auditor").get(REWRAP).then().statusCode(200).body("state", equalTo("ended"));
    post(KEYS + "/kek/verify", "{\"version\":" + old + "}")
        .then()
        .statusCode(200)
        .body("proven", equalTo(true))
        .body("versions[0].provenBy", equalTo("person:op-1"));

    as("auditor")
        .get(KEYS)
        .then()
        .statusCode(200)
        .body(version(old, "state"), equalTo("closed"))
        .body(version(old, "rows"), equalTo(0))
        .body(version(old, "provenAt"), notNullValue())
        .body(version(old + 1, "state"), equalTo("primary"))
        .body(version(old + 1, "dueAt"), notNullValue())
        .body(version(old + 1, "ageDays"), equalTo(0))
        .body(version(old + 1, "replicas"), greaterThanOrEqualTo(1))
        .body("items.find { it.purpose == 'page' }.rows", nullValue());
    as("operator")
        .get("/admin/v1/audit?subject=kek-" + (old + 1))
        .then()
        .body("items.action", hasItems("key_rotated", "keys_rewrapping", "keys_rewrapped"))
        .body(
            "items.findAll { it.action == 'key_rotated' }.actor",
            everyItem(equalTo("person:op-1")));
  }

  @Test
  void endingAVersionWantsAProofAndThenTwoPeople() {
    int old = walk.primary();
    String retire = KEYS + "/kek/versions/" + old + "/retire";
    refused(post(retire, REASON), 409, "conflict");
    post(KEYS + "/kek/rotate", "{}").then().statusCode(200);
    walk.drive();

    post(retire, REASON)
        .then()
        .statusCode(409)
        .body("code", equalTo("key_not_proven"))
        .body("missing", containsString("not_verified"));
    post(KEYS + "/kek/verify", "{}").then().statusCode(200);
    String destroy = KEYS + "/kek/versions/" + old + "/destroy";
    refused(post(destroy, REASON), 409, "conflict");
    String approval = asked(post(retire, REASON));
    TestApprover alice = TestApprover.enrolled();
    TestApprover bob = TestApprover.enrolled();
    alice.sign(approval);
    as("operator").get(KEYS).then().body(version(old, "state"), equalTo("closed"));
    assertThat(alice.sign(approval).<String>path("code")).isEqualTo("already_signed");
    assertThat(bob.sign(approval).<String>path("state")).isEqualTo("done");
    as("operator").get(KEYS).then().body(version(old, "state"), equalTo("retired"));

    post(KEYS + "/kek/verify", "{\"version\":" + old + "}").then().statusCode(200);
    approval = asked(awaitDropped(destroy));
    bob.sign(approval);
    assertThat(alice.sign(approval).<String>path("state")).isEqualTo("done");
    as("operator").get(KEYS).then().body(version(old, "state"), equalTo("destroyed"));
    refused(post(destroy, REASON), 409, "conflict");

    as("operator")
        .get("/admin/v1/audit?subject=kek-" + old)
        .then()
        .body(
            "items.findAll { it.outcome == 'refused' }.facts.code",
            hasItems("key_not_proven", "conflict"))
        .body("items.findAll { it.outcome == 'refused' }.facts.reason", hasItem("yearly"))
        .body(
            "items.find { it.action == 'key_destroyed' && it.outcome == 'done' }.actor",
            equalTo(bob.actor() + " " + alice.actor()));
  }

  @ParameterizedTest
  @CsvSource({
    "keys/pepper/rotate, {}, 404, not_found",
    "keys/alias_index/rotate, '{\"from\":99999}', 409, conflict",
    "keys/kek/rotate, '', 400, malformed",
    "keys/kek/rotate, '{\"from\":99999}', 409, conflict",
    "keys/kek/rotate, '{\"from\":\"x\"}', 400, malformed",
    "keys/pepper/verify, {}, 404, not_found",
    "keys/alias_index/verify, '{\"version\":99999}', 404, not_found",
    "keys/kek/verify, '{\"version\":99999}', 404, not_found",
    "rewrap, '{\"rate\":0}', 400, malformed",
    "rewrap, '{\"purpose\":\"page\"}', 409, key_fixed",
    "rewrap, '{\"purpose\":\"pepper\"}', 404, not_found",
    "rewrap, '{\"rate\":100001}', 400, malformed",
    "keys/kek/versions/99999/retire, '{\"reason\":\"x\"}', 404, not_found",
    "keys/kek/versions/0/retire, '{\"reason\":\"x\"}', 404, not_found",
    "keys/kek/versions/9999999999/destroy, '{\"reason\":\"x\"}', 404, not_found",
    "keys/kek/versions/1/retire, {}, 400, malformed",
    "keys/alias_index/versions/1/retire, '{\"reason\":\"x\"}', 409, conflict",
    "keys/link/versions/1/destroy, '{\"reason\":\"x\"}', 409, conflict",
    "keys/page/versions/1/destroy, '{\"reason\":\"x\"}', 409, conflict",
    "keys/message/rotate, '{\"banksKnow\":true}', 409, conflict",
    "keys/pepper/versions/1/destroy, '{\"reason\":\"x\"}', 404, not_found"
  })
  void whatIsNotFitChangesNothing(String path, String body, int status, String code) {
    int before = walk.primary();

    refused(post("/admin/v1/" + path, body), status, code);

    assertThat(walk.primary()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "keys/kek/rotate",
    "keys/kek/verify",
    "rewrap",
    "keys/kek/versions/1/retire",
    "keys/kek/versions/1/destroy"
  })
  void onlyAnOperatorMayDoAny(String path) {
    int before = walk.primary();

    refused(as("auditor").body(REASON).post("/admin/v1/" + path), 403, "forbidden");
    refused(as("merchant").body(REASON).post("/admin/v1/" + path), 403, "forbidden");

    assertThat(walk.primary()).isEqualTo(before);
    refused(as("merchant").get(KEYS), 403, "forbidden");
    refused(as("merchant").get(REWRAP), 403, "forbidden");
  }

  @Test
  void statusTellsWhenAKeyIsDueAndThatOneIs() {
    as("operator")
        .get("/admin/v1/status")
        .then()
        .statusCode(200)
        .body("keys.findAll { it.state == 'primary' }.dueAt", everyItem(notNullValue()))
        .body("warnings", not(hasItem("key_due")));
  }

  private static String asked(Response response) {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(202);
    return response.path("approval");
  }

  /** Until this replica has told that it holds the retired version no longer. */
  private static Response awaitDropped(String destroy) {
    long end = System.nanoTime() + 30_000_000_000L;
    Response answer = post(destroy, REASON);
    while (answer.statusCode() != 202 && System.nanoTime() < end) {
      LockSupport.parkNanos(20_000_000);
      answer = post(destroy, REASON);
    }
    return answer;
  }

  private static String version(int version, String member) {
    return "items.find { it.purpose == 'kek' && it.version == " + version + " }." + member;
  }

  private static void refused(Response response, int status, String code) {
    response.then().statusCode(status).body("code", equalTo(code));
  }

  private static Response post(String path, String body) {
    RequestSpecification operator = as("operator");
    return body.isEmpty() ? operator.post(path) : operator.body(body).post(path);
  }

  private static RequestSpecification as(String role) {
    return admin(
            switch (role) {
              case "operator" -> TestTokens.operator();
              case "auditor" -> TestTokens.auditor();
              default -> TestTokens.merchant("shop");
            })
        .contentType("application/json");
  }
}
