package org.cardnym.admin.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text, widths, amounts and JSON as they reach the terminal. */
class TerminalTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(
      ints = {
        0, 7, 8, '\n', '\r', 0x1B, 0x7F, 0x85, 0x9B, 0xAD, 0x61C, 0x200B, 0x200D, 0x200E, 0x200F,
        0x2028, 0x2029, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069,
        0xFEFF, 0xE0041, 0xD800, 0xE000
      })
  void hiddenCharactersAreShownByTheirCodePoint(int codePoint) throws JsonProcessingException {
    String hidden = Character.toString(codePoint);

    assertThat(PlainText.of("a" + hidden + "b")).isEqualTo("a\\u{%X}b".formatted(codePoint));
    String json = JsonText.pretty(new TextNode("a" + hidden + "b"));
    assertThat(json).doesNotContain(hidden);
    assertThat(JSON.readTree(json).textValue()).isEqualTo("a" + hidden + "b");
  }

  @Test
  void lettersOfAllScriptsStayAsTheyAre() {
    String names = "Zoë 銀行 Ελλάδα مصر हिन्दी 😀 cafe\u0301";

    assertThat(PlainText.of(names)).isEqualTo(names);
    assertThat(JsonText.compact(new TextNode(names))).isEqualTo("\"" + names + "\"");
  }

  @Test
  void overlongTextIsCut() {
    assertThat(PlainText.of("a".repeat(5_000))).hasSize(4_001).endsWith("…");
  }

  @ParameterizedTest
  @CsvSource({"abc, 3", "銀行, 4", "ｱ, 1", "Ａ, 2", "한, 2", "cafe\u0301, 4", "😀, 2", "é, 1", "'', 0"})
  void widthsAreThoseOfTerminals(String text, int columns) {
    assertThat(DisplayWidth.of(text)).isEqualTo(columns);
  }

  @ParameterizedTest
  @CsvSource({"abcdef, 6, abcdef", "abcdefg, 6, abcde…", "銀行銀行, 6, 銀行…", "銀行銀行, 7, 銀行銀…"})
  void cutsAtTheColumn(String text, int columns, String cut) {
    assertThat(DisplayWidth.cut(text, columns)).isEqualTo(cut);
  }

  @ParameterizedTest
  @CsvSource({"0", "40", "60", "80", "200"})
  void aTableIsNoWiderThanItsTerminal(int terminal) throws JsonProcessingException {
    Table table =
        new Table(List.of(Column.of("ID", "id"), Column.number("N", "n"), Column.of("WHY", "why")));
    table.add(JSON.readTree("{\"id\":\"mer_01k0a8m5c2e9tvq7x4n3b6d8fz\",\"n\":7}"));
    table.add(
        JSON.readTree("{\"id\":\"b\",\"n\":1234,\"why\":\"so it was said by many of them\"}"));

    List<String> lines = table.lines(Ink.PLAIN, terminal);

    assertThat(lines).allMatch(line -> terminal == 0 || line.length() <= terminal);
    assertThat(String.join(" ", lines).replaceAll(" +", " "))
        .contains("mer_01k0a8m5c2e9tvq7x4n3b6d8fz", "so it was said by many of them");
    if (terminal == 60) {
      assertThat(lines)
          .containsExactly(
              "ID                                 N",
              "mer_01k0a8m5c2e9tvq7x4n3b6d8fz     7",
              "b                               1234",
              "    WHY: so it was said by many of them");
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`{\"value\":1999,\"currency\":\"EUR\"}`, 19.99 EUR",
        "`{\"value\":-5,\"currency\":\"EUR\"}`, -0.05 EUR",
        "`{\"value\":500,\"currency\":\"JPY\"}`, 500 JPY",
        "`{\"value\":1234,\"currency\":\"KWD\"}`, 1.234 KWD",
        "`{\"value\":5,\"currency\":\"???\"}`, 5 minor units of ???",
        "`[\"a\",\"b\"]`, `a, b`",
        "`{\"a\":1}`, `{\"a\":1}`",
        "null, -",
        "[], -",
        "{}, -",
        "true, true"
      })
  void valuesBecomeOneLine(String json, String text) throws JsonProcessingException {
    JsonNode value = JSON.readTree(json);

    assertThat(Cells.text(value)).isEqualTo(text);
  }
}
