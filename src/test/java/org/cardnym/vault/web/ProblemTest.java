package org.cardnym.vault.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.TestDoors.api;
import static org.cardnym.vault.TestDoors.pages;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.RollbackException;
import java.util.Map;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.hibernate.StaleObjectStateException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
class ProblemTest {
  private static final String HOSTILE = HostileResource.HOSTILE;

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void everyCodeHasAStatusAndASentence(ErrorCode code) {
    ProblemWords words = ProblemWords.of(code);

    assertThat(words.status()).isBetween(400, 599);
    assertThat(words.title()).matches("[A-Z][A-Za-z0-9 ,;'.@-]{8,100}");
  }

  @Test
  void factsNeverReplaceStandardMembers() {
    var members =
        Problem.of(ErrorCode.CONFLICT, Map.of("status", 200, "code", "fine", "wait", 3))
            .members("r");

    assertThat(members)
        .containsEntry("status", 409)
        .containsEntry("code", "conflict")
        .containsEntry("wait", 3);
  }

  @Test
  void aRefusalIsFoundInsideWhatWrappedIt() {
    var wrapped =
        new IllegalStateException("x", new RuntimeException(new Refusal(ErrorCode.ALIAS_TAKEN)));

    assertThat(Problem.of(wrapped).code()).isEqualTo(ErrorCode.ALIAS_TAKEN);
  }

  @Test
  void aRowThatAnotherHasChangedSinceItWasReadIsNoFaultOfTheVault() {
    var stale = new StaleObjectStateException("CardRow", 1);

    assertThat(Problem.of(new RuntimeException(new OptimisticLockException(stale))).code())
        .isEqualTo(ErrorCode.CHANGED_MEANWHILE);
    assertThat(Problem.of(new RollbackException().initCause(stale)).code())
        .isEqualTo(ErrorCode.CHANGED_MEANWHILE);
    assertThat(Problem.of(new PersistenceException("something else")).code())
        .isEqualTo(ErrorCode.INTERNAL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"4111111111111111<script>\":1}",
        "{\"text\":4111111111111111}",
        "{\"text\":\"4111111111111111<script>\"}",
        "{\"number\":\"4111111111111111<script>\"}",
        "{\"text\":\"a\",\"text\":\"b\"}",
        "{\"text\":{\"4111111111111111<script>\":{}}}",
        "4111111111111111<script>",
        "{\"text\":\"a\",\"number\":1}{\"4111111111111111<script>\":1}",
        "[[[[[[[[[[[[[[[[[[[[4111111111111111]]]]]]]]]]]]]]]]]]]]",
        "\u0000\u0001{}"
      })
  void aBodyIsNeverEchoed(String body) {
    Response answer = api().contentType("application/json").body(body).post("/v1/test/body");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.contentType()).startsWith(Problem.MEDIA_TYPE);
    assertThat(answer.jsonPath().getString("code")).isEqualTo("malformed");
    assertThat(answer.asString()).doesNotContain("4111", "script", "HostileResource", "jackson");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"text\":4111111111111111} | A member is missing or not of its type. | text",
        "{\"text\":\"a\",\"number\":\"x\"} | A member is missing or not of its type. | number",
        "{\"text\":\"a\",\"number\":1,\"evil\":1} | A member is not known here. |",
        "{\"text\":{\"evil\":{}}} | A member is missing or not of its type. | text",
        "{\"text\" | The body is not JSON (RFC 8259), or a member stands in it twice. |"
      })
  void aBodyThatCouldNotBeReadIsExplainedInTheVaultsWords(
      String body, String detail, @Nullable String field) {
    Response answer = api().contentType("application/json").body(body).post("/v1/test/body");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.jsonPath().getString("detail")).isEqualTo(detail);
    assertThat(answer.jsonPath().getString("field")).isEqualTo(field);
  }

  @Test
  void aGoodBodyIsRead() {
    api()
        .contentType("application/json")
        .body("{\"text\":\"abc\",\"number\":1}")
        .post("/v1/test/body")
        .then()
        .statusCode(200);
  }

  @Test
  void aFailureSaysNothingOfItself() {
    Response answer = api().get("/v1/test/broken?text=4111111111111111");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.jsonPath().getString("code")).isEqualTo("internal");
    assertThat(answer.jsonPath().getString("request")).isEqualTo(answer.header("X-Request-Id"));
    assertThat(answer.asString()).doesNotContain("4111", "script", "IllegalState");
  }

  @Test
  void aFailureOfAPageSaysNothingOfItself() {
    Response answer = pages().header("Accept", "text/html").get("/enrol/test/broken");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.asString())
        .contains("Something went wrong")
        .doesNotContain(HOSTILE, "4111", "IllegalState");
  }

  @Test
  void theWrongContentTypeIsRefused() {
    api()
        .contentType("text/plain")
        .body("{}")
        .post("/v1/test/body")
        .then()
        .statusCode(415)
        .body("code", equalTo("media_refused"));
  }

  @Test
  void theWrongMethodIsRefused() {
    api().delete("/v1/test/body").then().statusCode(405).body("code", equalTo("method_refused"));
  }

  @Test
  void anAnswerThatNobodyAcceptsIsRefused() {
    api()
        .accept("image/png")
        .contentType("application/json")
        .body("{}")
        .post("/v1/test/body")
        .then()
        .statusCode(406);
  }
}
