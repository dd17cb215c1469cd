package org.cardnym.vault.admin;

import static io.restassured.config.EncoderConfig.encoderConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.TestDoors.admin;
import static org.cardnym.vault.TestDoors.api;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.cardnym.vault.TestCertificate;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.TestVault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
class RouteImportTest {
  private static final TestCertificate AUTHORITY = TestCertificate.authority("Import CA");
  private static final AtomicInteger BANKS = new AtomicInteger();
  private static final String HEADER = "bank,first,last,from,until\n";
  private static final String IMPORT = "/admin/v1/routes/import";

  private final Bank north = bank();
  private final Bank south = bank();

  private record Bank(String id, String institution) {}

  @Test
  void aTableIsTakenAndTakenAgainWithoutAChange() {
    String table =
        HEADER
            + north.institution
            + ",801000,801999,,\r\n"
            + south.institution
            + ",80150000,80150099,2020-01-01,2999-01-01T06:00:00Z\r\n";

    ValidatableResponse first = taken(table);
    first
        .body("changed", equalTo(true))
        .body("dryRun", equalTo(false))
        .body("counts.added", equalTo(2))
        .body("lines.line", contains(2, 3))
        .body("lines.outcome", everyItem(equalTo("added")))
        .body("lines.route.route", everyItem(startsWith("rte_")))
        .body("lines.route.bank", contains(north.institution, south.institution))
        .body("lines[1].route.from", equalTo("2020-01-01T00:00:00Z"))
        .body("lines[1].route.until", equalTo("2999-01-01T06:00:00Z"))
        .body("removed", empty());
    ValidatableResponse second = taken(table);

    second
        .body("changed", equalTo(false))
        .body("counts.present", equalTo(2))
        .body(
            "lines.route.route", equalTo(first.extract().jsonPath().getList("lines.route.route")));
    routes(south)
        .body("items*.first", contains("80150000"))
        .body("items.state", contains("effective"))
        .body("items.from", contains("2020-01-01T00:00:00Z"));
  }

  @Test
  void aDryRunSaysItAllAndLeavesNothing() {
    String table = HEADER + north.institution + ",802000,802999,,\n";

    send(table, "?dryRun=true", TestTokens.operator())
        .then()
        .statusCode(200)
        .body("dryRun", equalTo(true))
        .body("changed", equalTo(false))
        .body("lines.outcome", contains("added"))
        .body("lines.route*.first", contains("802000"))
        .body("lines[0].route.route", nullValue());

    routes(north).body("items", empty());
    assertThat(imports(table)).isEmpty();
  }

  @Test
  void replacingMakesTheBanksOfTheTableEqualToItAndNoOthers() {
    taken(
        HEADER
            + north.institution
            + ",803000,803099,,\n"
            + north.institution
            + ",803100,803199,,\n"
            + south.institution
            + ",803200,803299,,\n");
    String table =
        HEADER
            + north.institution
            + ",803000,803099,,\n"
            + north.institution
            + ",803100,803199,,2999-01-01\n";

    send(table, "?replace=true&dryRun=true", TestTokens.operator())
        .then()
        .statusCode(200)
        .body("counts.removed", equalTo(1));
    routes(north).body("items.until", everyItem(nullValue()));
    send(table, "?replace=true", TestTokens.operator())
        .then()
        .statusCode(200)
        .body("changed", equalTo(true))
        .body("lines.outcome", contains("present", "replaces"))
        .body("removed*.first", contains("803100"))
        .body("lines[1].replaces", startsWith("rte_"));
    routes(north).body("items.until", contains(null, "2999-01-01T00:00:00Z"));
    routes(south).body("items", hasSize(1));

    send(table, "?replace=true", TestTokens.operator())
        .then()
        .statusCode(200)
        .body("changed", equalTo(false));
  }

  @Test
  void allThatIsInTheWayIsToldAndNothingIsTaken() {
    taken(HEADER + south.institution + ",804500,804599,,\n");

    Response refused =
        send(
            HEADER
                + north.institution
                + ",804000,804099,,\n"
                + north.institution
                + ",804050,804150,,\n"
                + north.institution
                + ",804550,804650,,\n"
                + "nobody-has-this,804700,804799,,\n"
                + north.institution
                + ",4111111111111111,4111111111111111,,\n"
                + north.institution
                + ",804800,804899,\"=cmd|' /C calc'!A0\",\n"
                + "<script>\u001b[31m\n",
            "",
            TestTokens.operator());

    refused
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("code", equalTo("routes_refused"))
        .body("changed", equalTo(false))
        .body("counts.refused", equalTo(6))
        .body("lines.line", contains(3, 4, 5, 6, 7, 8))
        .body(
            "lines.outcome",
            contains("conflicts", "conflicts", "unknown_bank", "unfit", "unfit", "unfit"))
        .body("lines.fault", contains(null, null, null, "range", "from", "characters"))
        .body("lines[0].conflicts[0].line", equalTo(2))
        .body("lines[1].conflicts[0].route.bank", equalTo(south.institution))
        .body("lines[1].conflicts[0].route.first", equalTo("804500"));
    assertThat(refused.asString())
        .doesNotContain("4111", "cmd", "script", "\u001b", "nobody-has-this", "804050");
    routes(north).body("items", empty());
  }

  @Test
  void aDryRunThatWouldBeRefusedIs() {
    send(HEADER + north.institution + ",80500,80599,,\n", "?dryRun=true", TestTokens.operator())
        .then()
        .statusCode(422)
        .body("dryRun", equalTo(true))
        .body("lines.fault", contains("range"));
  }

  @Test
  void aTableWithoutLinesChangesNothing() {
    taken(HEADER).body("changed", equalTo(false)).body("lines", empty());
    send("", "", TestTokens.operator())
        .then()
        .statusCode(422)
        .body("lines.fault", contains("header"));
  }

  @Test
  void thousandsOfRoutesAreTakenAtOnceAndReplacedByOne() {
    var table = new StringBuilder(HEADER);
    List<Bank> banks = List.of(north, south, bank(), bank());
    for (int i = 0; i < 4_000; i++) {
      String number = String.format(Locale.ROOT, "%08d", 81_000_000 + i);
      table
          .append(banks.get(i % 4).institution)
          .append(',')
          .append(number)
          .append(',')
          .append(number)
          .append(",2026-01-01T00:00:00Z,2999-01-01T00:00:00Z\n");
    }

    taken(table.toString()).body("counts.added", equalTo(4_000));
    routes(banks.get(3)).body("items", hasSize(1_000));
    taken(table.toString()).body("changed", equalTo(false));
    var small = new StringBuilder(HEADER);
    banks.forEach(bank ->
        small
            .append(bank.institution)
            .append(",8199000" + banks.indexOf(bank))
            .append(",8199000" + banks.indexOf(bank))
            .append(",,\n"));
    send(small.toString(), "?replace=true", TestTokens.operator())
        .then()
        .statusCode(200)
        .body("counts.removed", equalTo(4_000));
    routes(banks.get(3)).body("items", hasSize(1));
  }

  @Test
  void theTrailHasAnEntryForTheTableAndOneForEachRoute() {
    String table = HEADER + north.institution + ",806000,806999,,2999-01-01\n";

    String route = taken(table).extract().path("lines[0].route.route");

    assertThat(imports(table)).hasSize(1);
    admin(TestTokens.auditor())
        .get("/admin/v1/audit?subject=" + route)
        .then()
        .body("items.action", contains("route_added"))
        .body("items[0].facts.bank", equalTo(north.id))
        .body("items[0].facts.until", equalTo("2999-01-01T00:00:00Z"));
  }

  @Test
  void onlyOperatorsImport() {
    String table = HEADER + north.institution + ",807000,807999,,\n";

    send(table, "", TestTokens.auditor()).then().statusCode(403);
    send(table, "?dryRun=true", TestTokens.auditor()).then().statusCode(403);
    send(table, "", TestTokens.merchant("shop")).then().statusCode(403);
    routes(north).body("items", empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?dryRun=yes",
        "?dryRun=",
        "?replace=1",
        "?replace=TRUE",
        "?dryRun=true&dryRun=false"
      })
  void aFlagIsTrueOrFalse(String query) {
    send(HEADER, query, TestTokens.operator()).then().statusCode(400);
  }

  @Test
  void aTableIsCsvAndOfABoundedSize() {
    admin(TestTokens.operator()).body("{}").post(IMPORT).then().statusCode(415);
    send(HEADER + "x".repeat(900_000), "", TestTokens.operator()).then().statusCode(422);
    send(HEADER + "x".repeat(1_100_000), "", TestTokens.operator()).then().statusCode(413);
    send(HEADER + "x\n".repeat(5_001), "", TestTokens.operator())
        .then()
        .statusCode(413)
        .body("maximum", equalTo(5_000));
  }

  @ParameterizedTest
  @CsvSource({
    "from,tomorrow,422",
    "from,2026-13-01,422",
    "until,2020-01-01,422",
    "until,9999-99-99,422"
  })
  void aRouteWithUnfitDatesIsNotAdded(String member, String text, int status) {
    admin(TestTokens.operator())
        .body(Map.of("first", "808000", "last", "808999", member, text))
        .post("/admin/v1/banks/" + north.id + "/routes")
        .then()
        .statusCode(status)
        .body("code", equalTo("route_unfit"))
        .body("field", equalTo(member));
    routes(north).body("items", empty());
  }

  @Test
  void aRouteIsAddedWithItsDates() {
    admin(TestTokens.operator())
        .body(
            Map.of(
                "first", "809000", "last", "809999", "from", "2998-01-01", "until", "2999-01-01"))
        .post("/admin/v1/banks/" + north.id + "/routes")
        .then()
        .statusCode(201)
        .body("from", equalTo("2998-01-01T00:00:00Z"))
        .body("until", equalTo("2999-01-01T00:00:00Z"))
        .body("state", equalTo("to_come"));
    routes(north).body("items.state", hasItem("to_come"));
  }

  private static ValidatableResponse taken(String table) {
    return send(table, "", TestTokens.operator()).then().statusCode(200);
  }

  private static Response send(String table, String query, String token) {
    return api(token)
        .config(
            RestAssured.config()
                .encoderConfig(
                    encoderConfig()
                        .defaultContentCharset("UTF-8")
                        .encodeContentTypeAs("text/csv", ContentType.TEXT)))
        .relaxedHTTPSValidation()
        .contentType("text/csv")
        .body(table)
        .post(IMPORT + query);
  }

  private static ValidatableResponse routes(Bank bank) {
    return admin(TestTokens.auditor())
        .get("/admin/v1/banks/" + bank.id + "/routes")
        .then()
        .statusCode(200);
  }

  /** Entries of the trail that say that this table was taken. */
  private static List<Object> imports(String table) {
    return admin(TestTokens.auditor())
        .get("/admin/v1/audit?limit=100")
        .then()
        .extract()
        .jsonPath()
        .param("digest", sha256(table))
        .getList("items.findAll { it.action == 'routes_imported' && it.facts.sha256 == digest }");
  }

  private static String sha256(String table) {
    try {
      byte[] bytes = table.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      return java.util.HexFormat.of()
          .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (java.security.NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Bank bank() {
    String institution = "import-bank-" + BANKS.incrementAndGet();
    String id =
        admin(TestTokens.operator())
            .body(
                Map.of(
                    "institutionId",
                    institution,
                    "name",
                    "Bank of Tables",
                    "endpoint",
                    "https://localhost:1/cardnym",
                    "trustPem",
                    AUTHORITY.certificatePem()))
            .post("/admin/v1/banks")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    return new Bank(id, institution);
  }
}
