package org.cardnym.vault.standing;

import static org.assertj.core.api.Assertions.assertThat;

import org.cardnym.vault.audit.TrailWitness.Heard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which databases are taken for restored ones. */
class SignsTest {
  private static final Heard WHOLE = new Heard(9, 9, false);
  private static final Heard NOTHING_KEPT = new Heard(0, 9, false);

  @ParameterizedTest
  @CsvSource({
    // kept, last, missing, place, word: noted and found
    "9, 9, false, 1/5, 1/5, , , none",
    "8, 9, false, 1/5, 1/5, , , none",
    "9, 5, true,  1/5, 1/5, , , HEADS",
    "9, 0, true,  ,    1/5, , , HEADS",
    "0, 9, false, 1/5, 2/5, , , PLACE",
    "0, 9, false, 1/5, 1/7, , , PLACE",
    "8, 9, false, 1/5, 2/5, , , PLACE",
    "9, 9, false, 1/5, 2/5, , , none",
    "0, 9, false, ,    2/5, , , none",
    "0, 9, false, 1/5, ,    , , none",
    "9, 9, false, 1/5, 1/5, , may, WORD",
    "9, 9, false, 1/5, 1/5, may, may, none",
    "9, 9, false, 1/5, 1/5, april, may, WORD",
    "9, 9, false, 1/5, 1/5, may, , none"
  })
  void databases(
      long kept,
      long last,
      boolean missing,
      String notedPlace,
      String place,
      String notedWord,
      String word,
      String expected) {
    String found =
        Signs.of(
                text(notedPlace),
                text(place),
                text(notedWord),
                text(word),
                new Heard(kept, last, missing))
            .map(Enum::name)
            .orElse("none");

    assertThat(found).isEqualTo(expected);
  }

  @Test
  void aDatabaseInWhichNothingWasSignedIsNewWhateverTheWord() {
    assertThat(Signs.of("", "1/5", "", "may", new Heard(0, 0, false))).isEmpty();
  }

  @Test
  void onlyTheVeryEndShowsThatNothingIsLost() {
    assertThat(WHOLE.whole()).isTrue();
    assertThat(NOTHING_KEPT.whole()).isFalse();
    assertThat(new Heard(8, 9, false).whole()).isFalse();
    assertThat(new Heard(9, 9, true).whole()).isFalse();
  }

  private static String text(String given) {
    return given == null ? "" : given;
  }
}
