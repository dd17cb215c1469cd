package org.cardnym.admin.terminal;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One column of a list.
 *
 * @param header as shown above it
 * @param pointer where the value stands in an item (RFC 6901)
 * @param numeric aligned to the right
 * @param most columns of the terminal that a cell takes at most; the whole value is in the JSON
 */
public record Column(String header, String pointer, boolean numeric, int most) {
  private static final int MOST = 72;

  /**
   * A column of texts, amounts or lists; {@code name} is a member of the item or a JSON pointer.
   */
  public static Column of(String header, String name) {
    return new Column(header, pointer(name), false, MOST);
  }

  /** A column of numbers or amounts. */
  public static Column number(String header, String name) {
    return new Column(header, pointer(name), true, MOST);
  }

  /** This column, no wider than that. */
  public Column atMost(int columns) {
    return new Column(header, pointer, numeric, columns);
  }

  String cell(JsonNode item) {
    return Cells.text(item.at(pointer));
  }

  private static String pointer(String name) {
    return name.startsWith("/") ? name : "/" + name;
  }
}
