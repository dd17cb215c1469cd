package org.cardnym.admin.terminal;

import java.util.ArrayList;
import java.util.List;

/** Text of one line broken at blanks, so that a terminal need not break it within a word. */
final class Lines {
  private Lines() {}

  /**
   * The lines, of which one is longer only where a word is.
   *
   * @param columns of the terminal, 0 for no bound
   */
  static List<String> of(String text, int columns) {
    if (columns <= 0 || DisplayWidth.of(text) <= columns) {
      return List.of(text);
    }
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && DisplayWidth.of(line + " " + word) > columns) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
