package org.cardnym.vault.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.web.ApiDescription.Operation;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * docs/openapi.yaml says what the code does: every route, every code, every status, and no other.
 */
@NullUnmarked
class ApiDescriptionTest {
  /** Said before any endpoint is reached, or after it broke. */
  private static final Set<String> EVERYWHERE =
      Set.of(
          "malformed", "not_acceptable", "length_required", "too_large", "wrong_door", "internal");

  /** Said by tokens, keys and the guard of rows, wherever these are asked. */
  private static final Set<String> WITH_TOKEN =
      Set.of("unauthenticated", "forbidden", "row_refused", "sealed", "unavailable");

  private static final ApiDescription API = ApiDescription.read();

  static Stream<Operation> operations() {
    return API.operations().stream();
  }

  @Test
  void everyRouteIsDescribedAndNoOther() {
    Set<String> described =
        operations().map(o -> o.route()).collect(Collectors.toCollection(TreeSet::new));
    Set<String> served =
        ApiCode.endpoints().stream()
            .map(ApiCode.Endpoint::route)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(described).isEqualTo(served).contains("POST /v1/payments", "GET /v1/payments/{id}");
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyCodeThatACallCanGiveIsDescribedAndNoOther(Operation operation) {
    ApiCode.Endpoint endpoint = endpoint(operation);
    Set<String> expected = new TreeSet<>(endpoint.codes());
    expected.addAll(EVERYWHERE);
    if (!endpoint.open()) {
      expected.addAll(WITH_TOKEN);
    }
    if (endpoint.wantsJson()) {
      expected.add("media_refused");
    }

    assertThat(new TreeSet<>(API.problems(operation).keySet())).isEqualTo(expected);
    assertThat(operation.open()).isEqualTo(endpoint.open());
  }

  @Test
  void theSearchForCodesFindsWhatLiesDeep() {
    ApiCode.Endpoint create = endpoint(API.operation("createPayment"));

    assertThat(create.codes())
        .contains("idempotency_key_reused", "alias_mixed_scripts", "currency_unknown")
        .doesNotContain("payment_not_cancelable", "proof_failed", "bank_key_unfit");
  }

  @ParameterizedTest
  @MethodSource("operations")
  void problemsStandUnderTheirStatusInTheVaultsWords(Operation operation) {
    API.responses(operation)
        .forEach((status, response) ->
            API.examples(response, ApiDescription.PROBLEM)
                .forEach((name, example) -> assertInOwnWords(name, status, example)));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyAnswerHasAnExampleThatItsSchemaAllows(Operation operation) {
    API.responses(operation)
        .forEach((status, response) ->
            response
                .path("content")
                .properties()
                .forEach(body -> assertExamples(response, body, operation.name() + " " + status)));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyAnswerNamesTheRequest(Operation operation) {
    assertThat(API.responses(operation).values())
        .allSatisfy(response -> assertThat(response.path("headers").has("X-Request-Id")).isTrue());
  }

  @Test
  void whatARequestMayHoldIsShownAndAllowedByItsSchema() {
    operations()
        .filter(o -> o.node().has("requestBody"))
        .forEach(o ->
            o.node()
                .path("requestBody")
                .path("content")
                .properties()
                .forEach(body -> assertExamples(o.node().path("requestBody"), body, o.name())));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyParameterHasAnExampleThatItsSchemaAllows(Operation operation) {
    assertThat(API.parameters(operation))
        .allSatisfy(parameter -> {
          assertThat(parameter.path("examples").properties())
              .as(parameter.path("name").asText())
              .isNotEmpty()
              .allSatisfy(e ->
                  assertThat(API.faults(parameter.path("schema"), e.getValue().path("value")))
                      .isEmpty());
        });
  }

  @Test
  void aSchemaRefusesWhatTheVaultRefuses() {
    JsonNode schema = API.root().at("/components/schemas/PaymentRequest");
    JsonNode good =
        API.examples(API.operation("createPayment").node().path("requestBody"), "application/json")
            .get("mug");

    assertThat(API.faults(schema, good)).isEmpty();
    assertThat(API.faults(schema, with(good, "card", "x"))).isNotEmpty();
    assertThat(API.faults(schema, with(good, "amount", "1999"))).isNotEmpty();
    assertThat(API.faults(schema, JsonNodeFactory.instance.objectNode())).hasSize(3);
  }

  @Test
  void everyReferenceLeadsSomewhereAndEveryComponentIsUsed() {
    Set<String> references =
        API.root().findValuesAsText("$ref").stream().collect(Collectors.toSet());
    Set<String> components = new HashSet<>();
    API.root()
        .path("components")
        .properties()
        .forEach(kind ->
            kind.getValue()
                .fieldNames()
                .forEachRemaining(
                    name -> components.add("#/components/" + kind.getKey() + "/" + name)));
    // A method that a path doesn't have is no operation that could describe its answer.
    components.removeAll(
        Set.of("#/components/securitySchemes/token", "#/components/examples/method_refused"));

    assertThat(references).isEqualTo(components);
  }

  @Test
  void theCodeOfAMethodThatAPathDoesNotHaveIsShownToo() {
    assertInOwnWords(
        "method_refused", 405, API.root().at("/components/examples/method_refused/value"));
    assertThat(API.root().at("/info/description").asText()).contains("`method_refused`");
  }

  private static ApiCode.Endpoint endpoint(Operation operation) {
    return ApiCode.endpoints().stream()
        .filter(e -> e.route().equals(operation.route()))
        .findFirst()
        .orElseThrow();
  }

  private static void assertInOwnWords(String name, int status, JsonNode example) {
    ErrorCode code = ErrorCode.valueOf(name.toUpperCase(java.util.Locale.ROOT));
    Map<String, Object> said = Problem.of(code).members("r");

    assertThat(example.path("code").asText()).isEqualTo(name);
    assertThat(example.path("status").asInt())
        .as(name)
        .isEqualTo(status)
        .isEqualTo(said.get("status"));
    assertThat(example.path("type").asText()).isEqualTo(said.get("type"));
    assertThat(example.path("title").asText()).isEqualTo(said.get("title"));
    if (said.containsKey("detail")) {
      assertThat(example.path("detail").asText()).isEqualTo(said.get("detail"));
    }
  }

  private static void assertExamples(
      JsonNode holder, Map.Entry<String, JsonNode> body, String where) {
    JsonNode schema = body.getValue().path("schema");
    Map<String, JsonNode> examples = API.examples(holder, body.getKey());
    if (body.getKey().endsWith("json")) {
      assertThat(examples).as(where).isNotEmpty();
    }
    examples.forEach((name, value) -> {
      assertThat(API.faults(schema, value)).as(where + " " + name).isEmpty();
      assertThat(API.undeclared(schema, value, "")).as(where + " " + name).isEmpty();
    });
  }

  private static JsonNode with(JsonNode object, String member, String value) {
    return ((ObjectNode) object.deepCopy()).put(member, value);
  }
}
