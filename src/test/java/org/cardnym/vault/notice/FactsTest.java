package org.cardnym.vault.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FactsTest {
  @Test
  void keepsPlainText() {
    assertThat(plain("Müller & Söhne, 日本 😀")).isEqualTo("Müller & Söhne, 日本 😀");
  }

  @Test
  void makesOneLineOfSeveral() {
    assertThat(plain("Shop\r\n\r\nYour code is\u2028 1234")).isEqualTo("Shop Your code is 1234");
  }

  @Test
  void takesDirectionMarksAway() {
    assertThat(plain("\u202eelpmaxe\u202c shop")).isEqualTo("elpmaxe shop");
  }

  @Test
  void cutsWhatIsLongBetweenCodePoints() {
    assertThat(plain("😀".repeat(500)).codePointCount(0, 240)).isEqualTo(120);
  }

  private static String plain(String fact) {
    return Facts.plain(Map.of("merchant", fact)).getOrDefault("merchant", "");
  }
}
