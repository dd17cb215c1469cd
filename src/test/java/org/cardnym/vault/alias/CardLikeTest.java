package org.cardnym.vault.alias;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table is the merchants' script's too, so that both say the same of every text in it. */
class CardLikeTest {
  @ParameterizedTest
  @MethodSource("cards")
  void aCardNumberIsFoundHoweverWrittenAndAmongOtherText(String text) {
    assertThat(CardLike.test(text)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("names")
  void otherTextsAndNumbersAreNone(String text) {
    assertThat(CardLike.test(text)).isFalse();
  }

  @Test
  void longTextsTakeNoLongTime() {
    Assertions.assertThatNoException()
        .isThrownBy(() ->
            org.junit.jupiter.api.Assertions.assertTimeout(
                Duration.ofSeconds(20),
                () -> CardLike.test("1 ".repeat(30_000) + "2".repeat(30_000))));
  }

  static Stream<String> cards() throws IOException {
    return table("cards");
  }

  static Stream<String> names() throws IOException {
    return table("names");
  }

  private static Stream<String> table(String part) throws IOException {
    try (InputStream in =
        CardLikeTest.class.getResourceAsStream("/checkout-script/card-like.json")) {
      return new ObjectMapper().readTree(in).path(part).valueStream().map(JsonNode::textValue);
    }
  }
}
