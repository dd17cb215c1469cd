package org.cardnym.sandbox.shop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AliasCheckTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111111",
        " 4111 1111 1111 1111 ",
        "4111-1111-1111-1111",
        "4111.1111/1111_1111",
        "378282246310005",
        "000000000000",
        "４１１１１１１１１１１１１１１１",
        "٤١١١١١١١١١١١١١١١",
        "४१११११११११११११११",
        "𝟒𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏"
      })
  void whatMayBeACardNumberIsOne(String typed) {
    assertThat(AliasCheck.looksLikeCard(typed)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sunny-otter",
        "",
        "4111111111111112",
        "41111111111",
        "41111111111111111111",
        "a4111111111111111",
        "0049 30 1234567",
        "田中4111111111111111"
      })
  void usernamesAreNot(String typed) {
    assertThat(AliasCheck.looksLikeCard(typed)).isFalse();
  }
}
