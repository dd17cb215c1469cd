package org.cardnym.vault.admin;

import static org.cardnym.vault.TestDoors.admin;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.TestVault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
class PolicyAdminTest {
  @Test
  void policyIsSetPerRuleAndCurrency() {
    operator()
        .body(Map.of("perPayment", 10_000, "perDay", 10_000))
        .put("/admin/v1/policy/new_browser/EUR")
        .then()
        .statusCode(200);
    operator()
        .body(Map.of("perPayment", 5_000, "perDay", 20_000))
        .put("/admin/v1/policy/new_browser/EUR")
        .then()
        .statusCode(200);

    admin(TestTokens.auditor())
        .get("/admin/v1/policy")
        .then()
        .statusCode(200)
        .body(
            "items.find { it.rule == 'new_browser' && it.currency == 'EUR' }.perDay",
            equalTo(20_000));
  }

  @ParameterizedTest
  @CsvSource({
    "new_browser,XXX,1,1,422",
    "new_browser,EUR,-1,1,422",
    "new_browser,EUR,2,1,422",
    "anything,EUR,1,1,404"
  })
  void aPolicyThatDoesNotFitIsRefused(
      String rule, String currency, long payment, long day, int status) {
    operator()
        .body(Map.of("perPayment", payment, "perDay", day))
        .put("/admin/v1/policy/" + rule + "/" + currency)
        .then()
        .statusCode(status);
  }

  @Test
  void whatLiesBeyondARuleIsSetAndItsRowTakenAway() {
    operator()
        .body(Map.of("perPayment", 1, "perDay", 1, "beyond", "signed"))
        .put("/admin/v1/policy/new_shop/EUR")
        .then()
        .statusCode(200)
        .body("beyond", equalTo("signed"));

    operator().delete("/admin/v1/policy/new_shop/EUR").then().statusCode(204);

    operator().delete("/admin/v1/policy/new_shop/EUR").then().statusCode(404);
    admin(TestTokens.auditor())
        .get("/admin/v1/policy")
        .then()
        .body("items.findAll { it.rule == 'new_shop' && it.currency == 'EUR' }", empty());
  }

  @ParameterizedTest
  @CsvSource({
    "limited_card, signed, 422",
    "any_payment, end, 422",
    "failed_proof, refuse, 422",
    "new_shop, anything, 400"
  })
  void whatLiesBeyondMustMakeSense(String rule, String beyond, int status) {
    operator()
        .body(Map.of("perPayment", 1, "perDay", 1, "beyond", beyond))
        .put("/admin/v1/policy/" + rule + "/EUR")
        .then()
        .statusCode(status);
  }

  @Test
  void whatOneFactorCarriesIsSetShownAndTakenAway() {
    operator()
        .body(Map.of("perPayment", 3_000, "count", 5, "sum", 10_000))
        .put("/admin/v1/policy/one_factor/CHF")
        .then()
        .statusCode(200)
        .body("count", equalTo(5));

    admin(TestTokens.auditor())
        .get("/admin/v1/policy")
        .then()
        .body(
            "items.find { it.rule == 'one_factor' }",
            equalTo(
                Map.of(
                    "rule",
                    "one_factor",
                    "currency",
                    "CHF",
                    "perPayment",
                    3_000,
                    "count",
                    5,
                    "sum",
                    10_000)));
    operator().delete("/admin/v1/policy/one_factor/CHF").then().statusCode(204);
    operator().delete("/admin/v1/policy/one_factor/CHF").then().statusCode(404);
  }

  @ParameterizedTest
  @CsvSource({
    "one_factor, EUR, '\"count\":1', 400",
    "one_factor, EUR, '\"count\":1,\"sum\":10,\"perDay\":10', 400",
    "one_factor, EUR, '\"count\":1,\"sum\":10,\"beyond\":\"signed\"', 400",
    "new_shop, EUR, '\"perDay\":10,\"count\":1', 400",
    "new_shop, EUR, '\"perDay\":10,\"sum\":10', 400",
    "one_factor, EUR, '\"count\":0,\"sum\":10', 422",
    "one_factor, EUR, '\"count\":1,\"sum\":9', 422",
    "one_factor, XXX, '\"count\":1,\"sum\":10', 422"
  })
  void whatOneFactorCarriesMustMakeSense(String rule, String currency, String more, int status) {
    operator()
        .body("{\"perPayment\":10," + more + "}")
        .put("/admin/v1/policy/" + rule + "/" + currency)
        .then()
        .statusCode(status);
  }

  @Test
  void auditorsChangeNothing() {
    admin(TestTokens.auditor())
        .body("{}")
        .put("/admin/v1/policy/new_browser/EUR")
        .then()
        .statusCode(403);
    admin(TestTokens.auditor()).delete("/admin/v1/policy/new_browser/EUR").then().statusCode(403);
  }

  private static RequestSpecification operator() {
    return admin(TestTokens.operator());
  }
}
