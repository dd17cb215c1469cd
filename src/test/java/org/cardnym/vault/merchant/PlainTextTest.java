package org.cardnym.vault.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"Mug & Müller", "喫茶店", "Café №1", "O'Neil's", "2 for 1", "मग"})
  void ordinaryNamesFit(String text) {
    assertThat(PlainText.fits(text, 40)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " a",
        "a ",
        "a  b",
        "a\nb",
        "a\tb",
        "a\u0000b",
        "a\u202eb",
        "a\u2066b",
        "a\u200fb",
        "a\u200bb",
        "a\u00adb",
        "a\u2028b",
        "a\ud800b",
        "a\ue000b",
        "a\u00a0b",
        "Cafe\u0301",
        "see http://x.example",
        "www.x.example",
        "mailto:a",
        "evil.com",
        "<b>",
        "HTTPS://X"
      })
  void hiddenTurnedAndLinkingTextDoesNot(String text) {
    assertThat(PlainText.fits(text, 40)).isFalse();
  }

  @Test
  void lengthIsCountedInCodePoints() {
    assertThat(PlainText.fits("😀".repeat(40), 40)).isTrue();
    assertThat(PlainText.fits("😀".repeat(41), 40)).isFalse();
  }
}
