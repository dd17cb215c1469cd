package org.cardnym.sandbox.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

  @ParameterizedTest
  @ValueSource(strings = {"zh", "zh-CN,zh;q=0.9", "zh-TW", "fr,zh;q=0.3", "en;q=0.5,zh-Hans-CN"})
  void whoReadsChineseGetsIt(String header) {
    assertThat(Words.of(header).tag()).isEqualTo("zh-Hans");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "en-GB,en;q=0.9,zh;q=0.8",
        "fr",
        "*",
        "zh;q=2",
        "zh;q=",
        ",,;q=0.5",
        "../../words_zh",
        "<script>",
        "zh\u0000",
        "\u4e2d\u6587"
      })
  void everybodyElseGetsEnglishWhateverTheHeaderSays(String header) {
    assertThat(Words.of(header).tag()).isEqualTo("en");
  }

  @Test
  void aHeaderLongerThanAnyBrowsersIsNotRead() {
    assertThat(Words.of("zh," + "en;q=0.1,".repeat(100)).tag()).isEqualTo("en");
  }

  @Test
  void bothLanguagesHaveTheSameWordsWithTheSamePlaces() {
    Words english = Words.of("en");
    Words chinese = Words.of("zh");
    assertThat(chinese.keys()).isEqualTo(english.keys()).hasSizeGreaterThan(60);
    // How many more, or how many in all: the languages count differently.
    assertThat(english.keys())
        .filteredOn(key -> !key.equals("andMore"))
        .allSatisfy(key ->
            assertThat(places(chinese.say(key))).as(key).isEqualTo(places(english.say(key))));
  }

  @Test
  void anOrderIsDescribedByItsFirstThingAndTheNumberOfOthers() {
    List<Line> one = Cart.of("kiln_cart=mug.1").lines();
    List<Line> three = Cart.of("kiln_cart=mug.2-bowl.1-jug.1").lines();

    assertThat(Words.of("en").describe(one)).isEqualTo("Stoneware mug");
    assertThat(Words.of("en").describe(three)).isEqualTo("2 × Stoneware mug and 2 more");
    assertThat(Words.of("zh").describe(three)).isEqualTo("粗陶马克杯 × 2 等 3 种");
  }

  private static TreeSet<String> places(String text) {
    return new TreeSet<>(
        PLACE.matcher(text).results().map((MatchResult found) -> found.group(1)).toList());
  }
}
