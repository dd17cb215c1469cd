package org.cardnym.bank.wire;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictFormsTest {

  @Test
  void objectIsRead() {
    assertThat(object("{\"a\":{\"b\":[1,\"x\"]}}")).contains("\"b\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "1",
        "null",
        "\"x\"",
        "{\"a\":1,\"a\":1}",
        "{\"a\":{\"b\":1,\"b\":2}}",
        "{\"a\":1,\"\\u0061\":2}",
        "{} {}",
        "{}x",
        "{\"a\":01}",
        "{\"a\":NaN}",
        "{'a':1}",
        "{\"a\":1,}",
        "{/**/}",
        "{\"a\":[[[[[[[[[1]]]]]]]]]}",
        "{\"a\":1111111111111111111111111111111111111111111111111}"
      })
  void looserJsonIsRefused(String json) {
    assertThatIllegalArgumentException().isThrownBy(() -> object(json));
  }

  @Test
  void otherEncodingsThanUtf8AreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> StrictJson.object("{}".getBytes(UTF_16)));
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            StrictJson.object(new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'}));
  }

  @Test
  void refusalDoesNotQuoteTheInput() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> object("{\"number\":4111111111111111x}"))
        .withNoCause()
        .withMessageNotContaining("4111");
  }

  @Test
  void canonicalTextIgnoresTheOrderOfMembers() {
    assertThat(canonical("{\"b\":{\"d\":1,\"c\":2.5},\"a\":[2,1]}"))
        .isEqualTo(canonical("{ \"a\": [2,1], \"b\": {\"c\":2.5, \"d\":1} }"))
        .isEqualTo("{\"a\":[2,1],\"b\":{\"c\":2.5,\"d\":1}}");
  }

  @Test
  void canonicalTextKeepsTheOrderOfLists() {
    assertThat(canonical("{\"a\":[1,2]}")).isNotEqualTo(canonical("{\"a\":[2,1]}"));
  }

  @Test
  void base64urlComesBack() {
    byte[] bytes = {0, 1, 2, (byte) 0xFF};
    assertThat(Base64Url.decode(Base64Url.encode(bytes))).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AAE=", "AA+A", "AA/A", "AB", "A", "AA A", "AAE\n"})
  void otherSpellingsOfBase64urlAreRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Base64Url.decode(text));
  }

  private static String object(String json) {
    return StrictJson.object(json.getBytes(UTF_8)).toString();
  }

  private static String canonical(String json) {
    return StrictJson.canonical(StrictJson.object(json.getBytes(UTF_8)));
  }
}
