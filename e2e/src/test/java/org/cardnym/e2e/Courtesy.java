package org.cardnym.e2e;

import java.util.ArrayList;
import java.util.List;

/**
 * The many processes of these tests give way a little to the two of the vault's own tests, which
 * run beside them and have deadlines of seconds.
 */
final class Courtesy {
  private static final List<String> NICE = List.of("nice", "-n", "2");

  private Courtesy() {}

  /** The command, of a lower priority by POSIX {@code nice}; it keeps its process. */
  static List<String> with(List<String> command) {
    var all = new ArrayList<>(NICE);
    all.addAll(command);
    return all;
  }
}
