package org.cardnym.vault.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.TestDoors.admin;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.approval.TestApprover;
import org.cardnym.vault.readiness.Loosened;
import org.cardnym.vault.readiness.TestLoosened;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody alone lowers what payments take. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class PolicyChangesTest {
  private static final String POLICY = "/admin/v1/policy";
  private static final String WHY = "?reason=agreed+in+the+board";

  @BeforeEach
  void twoMustSign() {
    TestLoosened.without(Loosened.Check.ONE_OPERATOR);
  }

  /** In currencies that no other test pays in. */
  @Test
  void rowsAreSetAndTakenAwayByTwo() {
    for (Map<String, Object> each :
        List.<Map<String, Object>>of(
            Map.of("rule", "any_payment", "perPayment", 100, "perDay", 200, "beyond", "signed"),
            Map.of("rule", "one_factor", "perPayment", 100, "count", 2, "sum", 200))) {
      String path = POLICY + "/" + each.get("rule") + "/SEK";
      var body = new java.util.HashMap<>(each);
      body.remove("rule");
      Response asked = admin(TestTokens.operator()).body(body).put(path + WHY);

      assertThat(rules("SEK")).doesNotContain((String) each.get("rule"));
      assertThat(signed(asked)).isEqualTo("done");
      assertThat(rules("SEK")).contains((String) each.get("rule"));

      Response removed = admin(TestTokens.operator()).delete(path + WHY);
      assertThat(signed(removed)).isEqualTo("done");
      assertThat(rules("SEK")).doesNotContain((String) each.get("rule"));
    }
  }

  @Test
  void whatCouldNeverBeSetIsRefusedAtOnceAndNothingWithoutAReason() {
    var body = Map.of("perPayment", 300, "perDay", 200, "beyond", "signed");
    String path = POLICY + "/any_payment/NOK";

    assertThat(put(path + WHY, body).<String>path("code")).isEqualTo("limit_unfit");
    assertThat(put(path, Map.of("perPayment", 1, "perDay", 2)).<String>path("field"))
        .isEqualTo("reason");
    assertThat(put(POLICY + "/no_rule/NOK" + WHY, body).statusCode()).isEqualTo(404);
    assertThat(admin(TestTokens.operator()).delete(path + WHY).statusCode()).isEqualTo(404);
    assertThat(rules("NOK")).isEmpty();
  }

  @Test
  void aRowThatHasChangedMeanwhileStays() {
    String path = POLICY + "/new_shop/DKK";
    Response one = put(path + WHY, Map.of("perPayment", 100, "perDay", 100));
    Response two = put(path + WHY, Map.of("perPayment", 900, "perDay", 900));

    assertThat(signed(one)).isEqualTo("done");
    assertThat(signed(two)).isEqualTo("changed_meanwhile");
    assertThat(rules("DKK")).containsExactly("new_shop");
  }

  private static Response put(String path, Map<String, ?> body) {
    return admin(TestTokens.operator()).body(body).put(path);
  }

  private static String signed(Response asked) {
    assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(202);
    String approval = asked.path("approval");
    TestApprover.enrolled().sign(approval);
    Response second = TestApprover.enrolled().sign(approval);
    return second.statusCode() == 200 ? second.path("state") : second.path("code");
  }

  private static List<String> rules(String currency) {
    return admin(TestTokens.auditor())
        .get(POLICY)
        .jsonPath()
        .getList("items.findAll { it.currency == '" + currency + "' }.rule");
  }
}
