package org.cardnym.vault.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zh|ZH",
        "zh-CN,zh;q=0.9,en;q=0.8|ZH",
        "zh-Hans-CN|ZH",
        "ZH-sg|ZH",
        "en-GB,en;q=0.9|EN",
        "en;q=0.4,zh;q=0.8|ZH",
        "zh;q=0.4,en;q=0.8|EN",
        "fr-CA,zh;q=0.3|ZH",
      })
  void theReadersBestLanguageIsSpoken(String header, Language best) {
    assertThat(Language.preferred(header)).isEqualTo(best);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "fr,de;q=0.5",
        "zh;q=0",
        "zh;q=2",
        ";;;",
        "zh;q=<script>",
        "\u4e2d\u6587"
      })
  void whoAsksForNoneOfThemReadsEnglish(String header) {
    assertThat(Language.preferred(header)).isEqualTo(Language.EN);
  }

  @Test
  void aHeaderIsReadUpToABound() {
    assertThat(Language.preferred("zh," + "a-b,".repeat(50) + "en")).isEqualTo(Language.ZH);
    assertThat(Language.preferred("zh," + "a-b,".repeat(200) + "en")).isEqualTo(Language.EN);
    assertThat(Language.preferred(null)).isEqualTo(Language.EN);
  }
}
