package org.cardnym.admin.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Lays out rows under headers, aligned by columns of the terminal, not by characters. */
final class Table {
  /** Columns of one cell at most; the whole value is in the JSON output and in {@code show}. */
  private static final int WIDEST_CELL = 72;

  private static final String GAP = "  ";

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  Table(List<Column> columns) {
    this.columns = columns;
  }

  void add(JsonNode item) {
    rows.add(columns.stream().map(c -> DisplayWidth.cut(c.cell(item), WIDEST_CELL)).toList());
  }

  /** The lines, header first, without trailing blanks. */
  List<String> lines(Ink ink) {
    List<String> headers = columns.stream().map(Column::header).toList();
    int[] widths = widths(headers);
    List<String> lines = new ArrayList<>();
    lines.add(ink.strong(line(headers, widths)));
    rows.forEach(row -> lines.add(line(row, widths)));
    return lines;
  }

  private int[] widths(List<String> headers) {
    int[] widths = headers.stream().mapToInt(DisplayWidth::of).toArray();
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], DisplayWidth.of(row.get(i)));
      }
    }
    return widths;
  }

  private String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String padding = " ".repeat(widths[i] - DisplayWidth.of(cells.get(i)));
      line.append(i == 0 ? "" : GAP);
      line.append(columns.get(i).numeric() ? padding + cells.get(i) : cells.get(i) + padding);
    }
    return line.toString().stripTrailing();
  }
}
