package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sweep sees what it should, and is quiet where it should be. */
class SweepTest {
  private static final String NUMBER = TestCard.SILENT.number();
  private final Sweep sweep = new Sweep(Needle.ofText("a number", NUMBER));
  private final Sweep shortOnes = new Sweep(Needle.ofText("a code", "0847"));

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void findsBase64AtEveryAlignmentOfBothAlphabets(int before) {
    byte[] text = ("?".repeat(before) + NUMBER + "???").getBytes(StandardCharsets.UTF_8);
    assertThat(find(sweep, Base64.getEncoder().encodeToString(text))).isNotEmpty();
    assertThat(find(sweep, Base64.getUrlEncoder().withoutPadding().encodeToString(text)))
        .isNotEmpty();
  }

  @Test
  void findsHexAndBothOrdersOfUtf16() {
    String hex = HexFormat.of().formatHex(NUMBER.getBytes(StandardCharsets.UTF_8));
    assertThat(find(sweep, "x" + hex + "00")).isNotEmpty();
    assertThat(sweep.in(("é" + NUMBER).getBytes(StandardCharsets.UTF_16LE))).isNotEmpty();
    assertThat(sweep.in(("é" + NUMBER).getBytes(StandardCharsets.UTF_16BE))).isNotEmpty();
  }

  @Test
  void aShortCodeCountsOnlyWhereItStandsApart() {
    assertThat(find(shortOnes, "{\"code\":\"0847\"}")).hasSize(1);
    assertThat(find(shortOnes, "0847")).hasSize(1);
    assertThat(find(shortOnes, "10847 08471 a0847 .0847")).isEmpty();
  }

  @Test
  void saysNothingOfTheValueItFound() {
    assertThat(find(sweep, NUMBER)).isEqualTo(List.of("a number as plain at 0"));
  }

  @Test
  void aMaskedNumberIsNone() {
    assertThat(find(sweep, TestCard.SILENT.masked())).isEmpty();
  }

  private static List<String> find(Sweep sweep, String text) {
    return sweep.in(text.getBytes(StandardCharsets.UTF_8));
  }
}
