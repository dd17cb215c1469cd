package org.cardnym.vault.approval;

import java.util.List;

/**
 * What a change would do.
 *
 * @param subject the identifier of what it is done to
 * @param lines in words, for those who sign: they cover all that is asked
 * @param standing what the change depends on, as it is now; when it is another, nothing is done
 */
public record Plan(String subject, List<Line> lines, String standing) {
  /** One line, for instance {@code amount} and {@code 19.99 EUR}. */
  public record Line(String label, String value) {}

  public Plan {
    lines = List.copyOf(lines);
  }
}
