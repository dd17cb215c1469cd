package org.cardnym.vault.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.TestDoors.admin;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.BookBanks;
import org.cardnym.vault.issuer.BookBanks.BookBank;
import org.cardnym.vault.issuer.QuickBanks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(QuickBanks.class)
class ReconciliationsAdminTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Inject BookBanks banks;
  private BookBank bank;
  private String path;
  private Instant began;

  @BeforeEach
  void open() {
    bank = banks.open();
    path = "/admin/v1/banks/" + TypeId.of(IdKind.BANK, bank.id());
    began = Instant.now();
  }

  @AfterEach
  void close() {
    banks.write(
        "delete from reconciliation_difference where bank_id = :bank", Map.of("bank", bank.id()));
    banks.write("delete from reconciliation where bank_id = :bank", Map.of("bank", bank.id()));
    bank.close();
  }

  @Test
  void anOperatorComparesATimeAndSettlesWhatDiffers() {
    UUID sale = bank.sold();
    bank.rewrite(sale, "amount", Map.of("value", 2999, "currency", "EUR"));

    String run = run();

    operator()
        .get(path + "/reconciliations")
        .then()
        .statusCode(200)
        .body("items.id", contains(run))
        .body("items[0].state", equalTo("finished"))
        .body("items[0].records", equalTo(1))
        .body("items[0].differing", equalTo(1));
    Response differences = auditor().get(path + "/differences");
    differences
        .then()
        .statusCode(200)
        .body("items", hasSize(1))
        .body("items[0].code", equalTo("amount_differs"))
        .body("items[0].message", equalTo(TypeId.of(IdKind.MESSAGE, sale)))
        .body("items[0].run", equalTo(run))
        .body("items[0].bank.amount.value", equalTo(2999))
        .body("items[0].vault.amount.value", equalTo(1999))
        .body("items[0].vault.outcome", equalTo("approved"))
        .body("next", equalTo(null));
    operator()
        .body(Map.of("difference", differences.path("items[0].id"), "reason", "booked by hand"))
        .post(path + "/differences/settle")
        .then()
        .statusCode(200)
        .body("settled", equalTo(1));
    operator().get(path + "/differences").then().body("items", empty());
    operator()
        .get(path + "/differences?state=all")
        .then()
        .body("items[0].state", equalTo("settled"))
        .body("items[0].settledWhy", equalTo("booked by hand"));
    auditor()
        .get("/admin/v1/audit?limit=100")
        .then()
        .body("items.action", hasItem("bank_reconciling"))
        .body("items.action", hasItem("bank_reconciled"))
        .body("items.action", hasItem("differences_settled"));
  }

  @Test
  void withoutATimeItIsYesterday() {
    operator()
        .body("{}")
        .post(path + "/reconciliations")
        .then()
        .statusCode(201)
        .body("id", startsWith("rec_"))
        .body(
            "from",
            equalTo(
                began
                    .truncatedTo(java.time.temporal.ChronoUnit.DAYS)
                    .minus(Duration.ofDays(1))
                    .toString()))
        .body("until", equalTo(began.truncatedTo(java.time.temporal.ChronoUnit.DAYS).toString()));
  }

  @ParameterizedTest
  @CsvSource({
    "yesterday,2026-01-02,from",
    "+1000000000-12-31T23:59:59Z,2026-01-02,from",
    "2026-01-02,2026-01-02,until",
    "2026-01-02,2026-01-01,until",
    "2020-01-01,2020-01-02,from",
    "2026-11-01,2999-01-01,until"
  })
  void aTimeThatCannotBeComparedIsRefused(String from, String until, String field) {
    String first = from.startsWith("2026") ? daysAgo(5, from) : from;
    String end = until.startsWith("2026") ? daysAgo(5, until) : until;

    operator()
        .body(Map.of("from", first, "until", end))
        .post(path + "/reconciliations")
        .then()
        .statusCode(400)
        .body("field", equalTo(field));
    assertThat(bank.received("reconciliation")).isEmpty();
  }

  @Test
  void auditorsBeginAndSettleNothing() {
    auditor().body("{}").post(path + "/reconciliations").then().statusCode(403);
    auditor()
        .body(Map.of("all", true, "reason", "x"))
        .post(path + "/differences/settle")
        .then()
        .statusCode(403);
    auditor().get(path + "/reconciliations").then().statusCode(200);
    auditor().get(path + "/differences").then().statusCode(200);
  }

  @Test
  void whatIsNotThereIsNotFound() {
    String nobody = "/admin/v1/banks/bnk_00000000000000000000000000";
    operator().body("{}").post(nobody + "/reconciliations").then().statusCode(404);
    operator().get(nobody + "/differences").then().statusCode(404);
    operator().get(path + "/reconciliations/rec_00000000000000000000000000").then().statusCode(404);
    operator()
        .body(Map.of("difference", "dif_00000000000000000000000000", "reason", "x"))
        .post(path + "/differences/settle")
        .then()
        .statusCode(404);
  }

  @Test
  void settlingNeedsAReasonAndOneOfTheTwo() {
    operator()
        .body(Map.of("all", true))
        .post(path + "/differences/settle")
        .then()
        .statusCode(400)
        .body("field", equalTo("reason"));
    operator()
        .body(Map.of("all", true, "reason", "bad\u202ereason"))
        .post(path + "/differences/settle")
        .then()
        .statusCode(400)
        .body("field", equalTo("reason"));
    operator()
        .body(Map.of("reason", "x"))
        .post(path + "/differences/settle")
        .then()
        .statusCode(400)
        .body("field", equalTo("difference"));
    operator().get(path + "/differences?state=other").then().statusCode(400);
  }

  @Test
  void anotherBanksDifferenceIsNotSettledHere() {
    UUID sale = bank.sold();
    bank.strike(sale);
    run();
    String difference = operator().get(path + "/differences").path("items[0].id");
    try (BookBank other = banks.open()) {
      operator()
          .body(Map.of("difference", difference, "reason", "x"))
          .post("/admin/v1/banks/" + TypeId.of(IdKind.BANK, other.id()) + "/differences/settle")
          .then()
          .statusCode(404);
    }
    operator().get(path + "/differences").then().body("items", hasSize(1));
  }

  /** Days around five days ago that stand as far apart as the two in the table. */
  private String daysAgo(int days, String day) {
    long offset =
        java.time.LocalDate.parse(day).toEpochDay()
            - java.time.LocalDate.parse("2026-01-02").toEpochDay();
    return java.time.LocalDate.ofInstant(began, java.time.ZoneOffset.UTC)
        .minusDays(days)
        .plusDays(Math.max(-3, Math.min(3, offset)))
        .toString();
  }

  private String run() {
    Response begun =
        operator()
            .body(Map.of("from", began.toString(), "until", Instant.now().toString()))
            .post(path + "/reconciliations");
    begun.then().statusCode(201);
    String id = begun.path("id");
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      if (!operator().get(path + "/reconciliations/" + id).path("state").equals("running")) {
        return id;
      }
    }
    throw new AssertionError("the run does not end");
  }

  private static RequestSpecification operator() {
    return admin(TestTokens.operator());
  }

  private static RequestSpecification auditor() {
    return admin(TestTokens.auditor());
  }
}
