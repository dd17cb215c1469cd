package org.cardnym.vault.change;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cardnym.vault.issuer.RouteLine;
import org.cardnym.vault.issuer.RouteReport.Fault;
import org.cardnym.vault.issuer.RouteTable;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.text.CodePoints;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table of routes from CSV (RFC 4180): UTF-8, a byte order mark or none, lines that end in
 * CRLF or LF. Strict: no value holds a line's end, so that one broken line hides no other.
 */
public final class RoutesCsv {
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final List<List<String>> HEADERS =
      List.of(
          List.of("bank", "first", "last"),
          List.of("bank", "first", "last", "from"),
          List.of("bank", "first", "last", "until"),
          List.of("bank", "first", "last", "from", "until"));

  private RoutesCsv() {}

  /**
   * Every line after the header, readable or not; under another header only that.
   *
   * @throws Refusal TOO_LARGE for more lines than a table may have
   */
  public static List<RouteLine> read(byte[] file) {
    List<@Nullable String> lines = lines(file);
    List<String> header = lines.isEmpty() ? List.of() : fields(lines.getFirst());
    if (header == null || !HEADERS.contains(header)) {
      return List.of(RouteLine.unread(1, Fault.HEADER));
    }
    var read = new ArrayList<RouteLine>();
    for (int i = 1; i < lines.size(); i++) {
      read.add(line(i + 1, header, lines.get(i)));
    }
    return read;
  }

  private static RouteLine line(int number, List<String> header, @Nullable String text) {
    if (text == null) {
      return RouteLine.unread(number, Fault.CHARACTERS);
    }
    List<String> fields = fields(text);
    if (fields == null) {
      return RouteLine.unread(number, Fault.QUOTES);
    }
    if (fields.size() != header.size()) {
      return RouteLine.unread(number, Fault.COLUMNS);
    }
    int from = header.indexOf("from");
    int until = header.indexOf("until");
    return new RouteLine(
        number,
        null,
        fields.get(0),
        fields.get(1),
        fields.get(2),
        from < 0 ? "" : fields.get(from),
        until < 0 ? "" : fields.get(until));
  }

  /** Line by line as text; null where bytes are not UTF-8 or a character can't be seen. */
  private static List<@Nullable String> lines(byte[] file) {
    int begin = startsWithMark(file) ? MARK.length : 0;
    var lines = new ArrayList<@Nullable String>();
    while (begin < file.length) {
      if (lines.size() > RouteTable.MAX_LINES) {
        throw new Refusal(ErrorCode.TOO_LARGE, Map.of("maximum", RouteTable.MAX_LINES));
      }
      int end = begin;
      while (end < file.length && file[end] != '\n') {
        end++;
      }
      boolean carriage = end < file.length && end > begin && file[end - 1] == '\r';
      lines.add(text(file, begin, carriage ? end - 1 : end));
      begin = end + 1;
    }
    return lines;
  }

  private static boolean startsWithMark(byte[] file) {
    return file.length >= MARK.length
        && file[0] == MARK[0]
        && file[1] == MARK[1]
        && file[2] == MARK[2];
  }

  private static @Nullable String text(byte[] file, int begin, int end) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(file, begin, end - begin))
              .toString();
      return text.codePoints().allMatch(CodePoints::printable) ? text : null;
    } catch (CharacterCodingException notUtf8) {
      return null;
    }
  }

  /** The values of a line, or null where its quotes do not fit (RFC 4180 §2.5 to 2.7). */
  private static @Nullable List<String> fields(@Nullable String line) {
    if (line == null) {
      return null;
    }
    var fields = new ArrayList<String>();
    int at = 0;
    while (true) {
      var value = new StringBuilder();
      at = line.startsWith("\"", at) ? quoted(line, at + 1, value) : bare(line, at, value);
      if (at < 0) {
        return null;
      }
      fields.add(value.toString());
      if (at == line.length()) {
        return fields;
      }
      at++; // the comma
    }
  }

  /** Where the value ends: at a comma or the line's end, or -1 at a quote. */
  private static int bare(String line, int begin, StringBuilder value) {
    int comma = line.indexOf(',', begin);
    int end = comma < 0 ? line.length() : comma;
    value.append(line, begin, end);
    return value.indexOf("\"") < 0 ? end : -1;
  }

  /** Where the value ends behind its closing quote, or -1 where there is none before a comma. */
  private static int quoted(String line, int begin, StringBuilder value) {
    int at = begin;
    while (at < line.length()) {
      char c = line.charAt(at++);
      if (c != '"') {
        value.append(c);
      } else if (line.startsWith("\"", at)) {
        value.append('"');
        at++;
      } else {
        return at == line.length() || line.charAt(at) == ',' ? at : -1;
      }
    }
    return -1;
  }
}
