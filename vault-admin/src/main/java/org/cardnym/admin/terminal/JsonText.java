package org.cardnym.admin.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.Locale;

/** Writes JSON (RFC 8259) that means the same and holds no character a terminal might obey. */
public final class JsonText {
  private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final ObjectWriter PRETTY =
      MAPPER.writer(
          new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT));
  private static final ObjectWriter COMPACT = MAPPER.writer();

  private JsonText() {}

  /** Several lines, two spaces a level. */
  static String pretty(JsonNode value) {
    return write(PRETTY, value);
  }

  /** One line. */
  public static String compact(JsonNode value) {
    return write(COMPACT, value);
  }

  private static String write(ObjectWriter writer, JsonNode value) {
    try {
      return escapeHidden(writer.writeValueAsString(value));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree that can't be written", impossible);
    }
  }

  /**
   * Outside strings JSON is ASCII, so whatever is hidden stands in a string, where an escape means
   * the same.
   */
  private static String escapeHidden(String json) {
    StringBuilder shown = new StringBuilder(json.length());
    json.codePoints()
        .forEach(c -> {
          if (c != '\n' && PlainText.isHidden(c)) {
            for (char unit : Character.toChars(c)) {
              shown.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
            }
          } else {
            shown.appendCodePoint(c);
          }
        });
    return shown.toString();
  }
}
