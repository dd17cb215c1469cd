package org.cardnym.admin.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lays out rows under headers, aligned by columns of the terminal, not by characters. Where they
 * are wider than the terminal, the last cells stand beneath their row, each after its header.
 */
final class Table {
  private static final String GAP = "  ";
  private static final String BENEATH = "    ";

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  Table(List<Column> columns) {
    this.columns = columns;
  }

  void add(JsonNode item) {
    rows.add(columns.stream().map(c -> c.cell(item)).toList());
  }

  /**
   * The lines, header first, without trailing blanks.
   *
   * @param terminal its columns, 0 for no bound
   */
  List<String> lines(Ink ink, int terminal) {
    int[] widths = widths();
    int side = widths.length;
    while (side > 1 && terminal > 0 && width(widths, side) > terminal) {
      side--;
    }
    List<String> headers = columns.stream().map(Column::header).toList();
    List<String> lines = new ArrayList<>();
    lines.add(ink.strong(line(headers.subList(0, side), widths)));
    for (List<String> row : rows) {
      lines.add(line(cut(row).subList(0, side), widths));
      beneath(row, side, terminal).forEach(line -> lines.add(BENEATH + line));
    }
    return lines;
  }

  /** The cells from the {@code first} on that say something, each after its header. */
  private List<String> beneath(List<String> row, int first, int terminal) {
    int room = terminal - BENEATH.length();
    List<String> lines = new ArrayList<>();
    String line = "";
    for (int i = first; i < row.size(); i++) {
      if (row.get(i).equals("-")) {
        continue;
      }
      String cell = columns.get(i).header() + ": " + row.get(i);
      if (!line.isEmpty() && DisplayWidth.of(line + GAP + cell) > room) {
        lines.addAll(Lines.of(line, room));
        line = "";
      }
      line = line.isEmpty() ? cell : line + GAP + cell;
    }
    if (!line.isEmpty()) {
      lines.addAll(Lines.of(line, room));
    }
    return lines;
  }

  private List<String> cut(List<String> row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      cells.add(DisplayWidth.cut(row.get(i), columns.get(i).most()));
    }
    return cells;
  }

  private int[] widths() {
    int[] widths = columns.stream().mapToInt(c -> DisplayWidth.of(c.header())).toArray();
    for (List<String> row : rows) {
      List<String> cells = cut(row);
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], DisplayWidth.of(cells.get(i)));
      }
    }
    return widths;
  }

  private static int width(int[] widths, int count) {
    return Arrays.stream(widths, 0, count).sum() + GAP.length() * (count - 1);
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
