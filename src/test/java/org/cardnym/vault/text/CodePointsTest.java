package org.cardnym.vault.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodePointsTest {
  @ParameterizedTest
  @ValueSource(ints = {' ', 'a', '7', '\u00e9', '\u4ed8', 0x1f600, '\u0301', '&'})
  void whatReadersSeeIsPlain(int point) {
    assertThat(CodePoints.printable(point)).isTrue();
    assertThat(CodePoints.plain(point)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {'<', '>', '\u00a0', '\u2003', '\u3000'})
  void markupAndOddSpacesPrintButAreNotPlain(int point) {
    assertThat(CodePoints.printable(point)).isTrue();
    assertThat(CodePoints.plain(point)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0, '\n', 0x7f, 0x200b, 0x202e, 0x2066, 0x2028, 0x2029, 0xd800, 0xe000, 0x0378})
  void whatHidesOrTurnsALineIsNeither(int point) {
    assertThat(CodePoints.printable(point)).isFalse();
    assertThat(CodePoints.plain(point)).isFalse();
  }
}
