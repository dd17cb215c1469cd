package org.cardnym.vault.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
  private static final CommonPasswords COMMON =
      new CommonPasswords(new TestHashing(java.util.Optional.empty()));
  private static final List<String> CONTEXT = List.of("Wanderer", "jane.millstone@example.com");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kestrel-lamp",
        "nur kleine buchstaben",
        "zwölf Boxkämpfer",
        "馬は正しいバッテリー",
        "wanderer in the northern hills",
        "7J#q2mZx",
        "48151623420815"
      })
  void allowsWhatIsLongAndHardToGuess(String password) {
    assertThatCode(() -> judge(password)).doesNotThrowAnyException();
  }

  @Test
  void takesEveryLengthUpToTheMost() {
    assertThatCode(() -> judge("kestrel lamp ".repeat(9))).doesNotThrowAnyException();
    assertRefused("kestrel lamp ".repeat(10), ErrorCode.PASSWORD_TOO_LONG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7J#q2mZ", "ä ö ü ß"})
  void refusesWhatIsShort(String password) {
    assertRefused(password, ErrorCode.PASSWORD_TOO_SHORT);
  }

  @Test
  void refusesControlCharacters() {
    assertRefused("kestrel\u0007lamp", ErrorCode.PASSWORD_CHARACTERS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "PassWord",
        "p@ssw0rd",
        "Passw0rd!23",
        "sunshine2024",
        "!!football!!",
        "passwordpassword",
        "qwertyuiop",
        "poiuytrewq",
        "qwertzuio",
        "azertyuiop",
        "1qaz2wsx3edc",
        "12345678",
        "987654321",
        "abcdefgh",
        "aaaaaaaaaa",
        "abababababab",
        "abcabcabcab",
        "aabbaabbab",
        "24121987",
        "12/24/1987",
        "1987-12-24",
        "elizabeth",
        "throughout"
      })
  void refusesWhatIsGuessedFirst(String password) {
    assertRefused(password, ErrorCode.PASSWORD_COMMON);
  }

  @ParameterizedTest
  @CsvSource({
    "wanderer",
    "Wanderer77",
    "77wandererX",
    "millstone1!",
    "cardnym2026",
    "jane.millstone@example.com"
  })
  void refusesWhatIsBuiltOnTheContext(String password) {
    assertRefused(password, ErrorCode.PASSWORD_CONTEXT);
  }

  @Test
  void blockListIsBig() {
    assertThat(COMMON.has("iloveyou1")).isTrue();
    assertThat(COMMON.has("kestrel-lamp")).isFalse();
  }

  private static void judge(String password) {
    PasswordRules.require(Password.typed(password), CONTEXT, COMMON::has);
  }

  private static void assertRefused(String password, ErrorCode code) {
    assertThatThrownBy(() -> judge(password))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(code);
              assertThat(refusal.facts()).isEmpty();
            });
  }
}
