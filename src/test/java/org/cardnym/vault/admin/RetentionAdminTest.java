package org.cardnym.vault.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.TestDoors.admin;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.retention.TestPurges;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
class RetentionAdminTest {
  private static final String PATH = "/admin/v1/retention";

  @Inject TestPurges purges;
  @Inject Tables tables;

  @AfterEach
  void forget() {
    tables.write("delete from retention_rule");
  }

  @Test
  void anOperatorSeesSetsAndIsInTheTrail() {
    set("known_browsers", "100d", "policy of March")
        .then()
        .statusCode(200)
        .body("kind", equalTo("known_browsers"))
        .body("keep", equalTo("100d"))
        .body("changedBy", equalTo("person:op-1"))
        .body("reason", equalTo("policy of March"));

    purges.run("known_browsers");

    as("auditor")
        .get(PATH)
        .then()
        .statusCode(200)
        .body("items.kind", hasItems("expired_cards", "order_texts", "limit_counters"))
        .body("next", nullValue())
        .body(item("known_browsers", "keep"), equalTo("100d"))
        .body(item("known_browsers", "purgedAt"), notNullValue())
        .body(item("known_browsers", "overdue"), equalTo(false))
        .body(item("expired_cards", "keep"), equalTo("30d"))
        .body(item("expired_cards", "most"), equalTo("90d"));
    as("operator")
        .get("/admin/v1/audit?subject=known_browsers")
        .then()
        .statusCode(200)
        .body("items.action", hasItems("retention_changed", "retention_purged"))
        .body("items.facts.reason", hasItem("policy of March"))
        .body("items.facts.to", hasItem("100d"));
  }

  @ParameterizedTest
  @CsvSource({
    "expired_cards, 91d, because, 422, retention_unfit",
    "expired_cards, 12h, because, 422, retention_unfit",
    "order_texts, 179d, because, 422, retention_unfit",
    "expired_cards, 7, because, 400, malformed",
    "expired_cards, 7d, , 400, malformed",
    "expired_cards, 7d, jo@mugs.example, 400, malformed",
    "expired_cards, 7d, card 4111 1111 1111 1111, 422, text_like_card",
    "expired_cards, , because, 400, malformed",
    "payments, 7d, because, 404, not_found"
  })
  void whatIsNotFitChangesNothing(
      String kind, String keep, String reason, int status, String code) {
    set(kind, keep, reason).then().statusCode(status).body("code", equalTo(code));

    as("operator").get(PATH).then().body(item("expired_cards", "keep"), equalTo("30d"));
  }

  @Test
  void operatorsWhoAreTheFirstAtOnceGetAnAnswerEach() throws Exception {
    List<Future<Integer>> answers;
    try (var operators = Executors.newFixedThreadPool(8)) {
      Callable<Integer> first = () -> set("card_holds", "30d", "all of us").statusCode();
      answers = operators.invokeAll(Collections.nCopies(8, first));
    }

    for (Future<Integer> answer : answers) {
      assertThat(answer.get()).isIn(200, 409);
    }
    assertThat(set("card_holds", "31d", "as it was").statusCode()).isEqualTo(200);
  }

  @Test
  void anAuditorSeesAndSetsNothing() {
    as("auditor")
        .body(Map.of("keep", "7d", "reason", "because"))
        .put(PATH + "/expired_cards")
        .then()
        .statusCode(403);
    as("merchant").get(PATH).then().statusCode(403);
  }

  @Test
  void statusTellsTheLastPurgesAndWarnsOfThoseThatAreOverdue() {
    purges.run("expired_cards");
    tables.write("delete from retention_pass where kind = 'order_texts'");

    as("operator")
        .get("/admin/v1/status")
        .then()
        .statusCode(200)
        .body("retention.find { it.kind == 'expired_cards' }.state", equalTo("done"))
        .body("retention.find { it.kind == 'expired_cards' }.purgedAt", notNullValue())
        .body("retention.find { it.kind == 'order_texts' }.state", equalTo("overdue"))
        .body("retention.size()", greaterThanOrEqualTo(13))
        .body("warnings", hasItem("purge_overdue"))
        .body("warnings", not(hasItem("purge_failed")))
        .body("warnings", not(hasItem("purge_waiting")));
  }

  @Test
  void aRuleWrittenPastTheVaultIsToldAndHidesNoOther() {
    set("known_browsers", "100d", "policy of March").then().statusCode(200);
    tables.write("update retention_rule set keep_seconds = 1");

    as("operator")
        .get(PATH)
        .then()
        .statusCode(200)
        .body(item("known_browsers", "error"), equalTo("row_refused"))
        .body(item("expired_cards", "error"), nullValue());
    as("operator").get("/admin/v1/status").then().statusCode(200);
  }

  private static String item(String kind, String member) {
    return "items.find { it.kind == '" + kind + "' }." + member;
  }

  private static Response set(String kind, String keep, String reason) {
    var body = new java.util.HashMap<String, String>();
    body.put("keep", keep);
    body.put("reason", reason);
    return as("operator").body(body).put(PATH + "/" + kind);
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
