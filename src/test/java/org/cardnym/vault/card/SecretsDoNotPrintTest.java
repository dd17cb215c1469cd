package org.cardnym.vault.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretsDoNotPrintTest {
  private static final String NUMBER = TestCards.VISA;
  private static final String CODE = "9371";
  private static final String HOLDER = "Grace Marked";

  static Stream<Object> secrets() {
    return Stream.of(pan(), code(), plain(), content(), entered());
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void notAsTextNorInAFormat(Object secret) {
    assertSilent(
        secret.toString()
            + String.valueOf(secret)
            + "%s %20s".formatted(secret, secret)
            + List.of(secret));
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void notInAnException(Object secret) {
    var trace = new StringWriter();
    new IllegalStateException("with " + secret, new RuntimeException(String.valueOf(secret)))
        .printStackTrace(new PrintWriter(trace));

    assertSilent(trace.toString());
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void notAsJsonEvenByAMapperThatReadsFields(Object secret) {
    var nosy =
        new ObjectMapper()
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .setVisibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.ANY);

    assertSilent(json(new ObjectMapper(), secret) + json(nosy, secret));
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void notAsASerializedObject(Object secret) {
    assertThat(secret).isNotInstanceOf(Serializable.class);
  }

  @Test
  void aRefusedFormIsNotQuoted() {
    var trace = new StringWriter();
    try {
      CardForm.read(
          ("{\"number\":\"" + NUMBER + "\",\"verificationCode\":\"" + CODE + "\",,}")
              .getBytes(StandardCharsets.UTF_8));
    } catch (RuntimeException refused) {
      refused.printStackTrace(new PrintWriter(trace));
    }

    assertThat(trace.toString()).contains("card_not_added");
    assertSilent(trace.toString());
  }

  private static String json(ObjectMapper mapper, Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException refused) {
      return refused.toString();
    }
  }

  private static void assertSilent(String text) {
    for (String secret : List.of(NUMBER, CODE, HOLDER, "the-session-secret")) {
      byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
      assertThat(text)
          .doesNotContain(secret)
          .doesNotContain(HexFormat.of().formatHex(bytes))
          .doesNotContain(Base64.getEncoder().encodeToString(bytes))
          .doesNotContain(Arrays.toString(bytes));
    }
  }

  private static Pan pan() {
    return PanTest.pan(NUMBER);
  }

  private static CardVerificationCode code() {
    return CardVerificationCode.of(CODE.getBytes(StandardCharsets.US_ASCII));
  }

  private static CardPlain plain() {
    return new CardPlain(pan(), YearMonth.of(2039, 11), HOLDER, Gender.OTHER, code());
  }

  private static CardForm.Content content() {
    return new CardForm.Content(plain(), new LimitAsked("EUR", 1, 1));
  }

  private static EnteredCard entered() {
    return new EnteredCard(
        content(), 1, new byte[32], List.of(new byte[32]), "the-session-secret", "192.0.2.9");
  }
}
