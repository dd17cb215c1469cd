package org.cardnym.vault.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.Refusals.refuses;

import org.cardnym.vault.refusal.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NicknameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Travel",
        "Ana's blue one",
        "\u5bb6\u5ead\u5361",
        "Visa 1111",
        "card \ud83d\udcb3"
      })
  void aShortLineIsAName(String typed) {
    assertThat(Nickname.of(typed)).isEqualTo(typed);
  }

  @Test
  void spaceAroundItIsNoPartOfIt() {
    assertThat(Nickname.of("  Travel ")).isEqualTo("Travel");
    assertThat(Nickname.of("e\u0301t\u00e9")).isEqualTo("\u00e9t\u00e9");
  }

  @Test
  void nothingTakesTheNameAway() {
    assertThat(Nickname.of("   ")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111 1111 1111 1111",
        "4111111111111111",
        "4111111111111112",
        "my 41111",
        "\u0664\u0661\u0661\u0661\u0661",
        "\uff14\uff11\uff11\uff11\uff11",
        "\u2463\u2460\u2460\u2460\u2460"
      })
  void whatCouldBeANumberIsRefused(String typed) {
    refuses(ErrorCode.TEXT_LIKE_CARD, () -> Nickname.of(typed));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "safe\u202eevil",
        "zero\u200bwidth",
        "two\nlines",
        "tab\there",
        "<b>bold</b>",
        "half \ud800",
        "abcdefghijklmnopqrstuvwxy"
      })
  void whatMisleadsOrIsTooLongIsRefused(String typed) {
    refuses(ErrorCode.NICKNAME_UNFIT, () -> Nickname.of(typed));
  }
}
