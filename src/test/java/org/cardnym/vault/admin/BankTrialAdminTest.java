package org.cardnym.vault.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.TestDoors.admin;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.Map;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.HouseBank;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class BankTrialAdminTest {
  @Inject HouseBank bank;
  private String id;

  @BeforeEach
  void open() {
    bank.open();
    bank.answersAgain();
    bank.strict();
    id = TypeId.of(IdKind.BANK, bank.id());
  }

  @Test
  void anOperatorTriesTheWayToABankAndTheTrailSaysSo() {
    admin(TestTokens.operator())
        .body("{}")
        .post("/admin/v1/banks/" + id + "/test")
        .then()
        .statusCode(200)
        .body("bank", equalTo(id))
        .body("checks.findAll { it.state != 'held' }", empty())
        .body("held", equalTo(true));

    assertThat(newestFacts()).containsEntry("held", "true").containsEntry("failed", "");
  }

  @Test
  void whatDoesNotHoldIsAnAnswerAndNoError() {
    bank.declines("05");

    admin(TestTokens.operator())
        .post("/admin/v1/banks/" + id + "/test")
        .then()
        .statusCode(200)
        .body("held", equalTo(false))
        .body("checks.find { it.check == 'echo' }.reason", equalTo("answer_decision"))
        .body("checks.find { it.check == 'replay' }.state", equalTo("skipped"));

    assertThat(newestFacts())
        .containsEntry("held", "false")
        .containsEntry("failed", "echo:answer_decision");
  }

  @Test
  void auditorsAndUnknownBanksAreRefused() {
    admin(TestTokens.auditor()).post("/admin/v1/banks/" + id + "/test").then().statusCode(403);
    admin(TestTokens.operator())
        .post("/admin/v1/banks/bnk_00000000000000000000000000/test")
        .then()
        .statusCode(404);
    assertThat(bank.received()).isEmpty();
  }

  private Map<String, String> newestFacts() {
    JsonPath trail = admin(TestTokens.auditor()).get("/admin/v1/audit?subject=" + id).jsonPath();
    assertThat(trail.getString("items[0].action")).isEqualTo("bank_tested");
    return trail.getMap("items[0].facts");
  }
}
