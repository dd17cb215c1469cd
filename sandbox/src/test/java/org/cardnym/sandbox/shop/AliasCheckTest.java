package org.cardnym.sandbox.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.cardnym.sandbox.web.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Held to the table of the script on the shop's page. */
class AliasCheckTest {
  @ParameterizedTest
  @MethodSource("cards")
  void whatMayHoldACardNumberDoes(String typed) {
    assertThat(AliasCheck.looksLikeCard(typed)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("names")
  void usernamesDoNot(String typed) {
    assertThat(AliasCheck.looksLikeCard(typed)).isFalse();
  }

  static List<String> cards() {
    return table("cards");
  }

  static List<String> names() {
    return table("names");
  }

  private static List<String> table(String part) {
    JsonNode table =
        Json.readFile(Path.of("../checkout-script/test/card-like.json"), JsonNode.class);
    return StreamSupport.stream(table.path(part).spliterator(), false)
        .map(JsonNode::textValue)
        .toList();
  }
}
