package org.cardnym.vault.issuer;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a table of routes does or would do, line by line, in the file's order.
 *
 * @param changed whether it was carried out and made a difference
 * @param removed routes of the banks in the table that are not in it, where it replaces theirs
 */
public record RouteReport(boolean changed, List<Line> lines, List<Known> removed) {
  /** What becomes of a line. */
  public enum Outcome {
    ADDED,
    /** The route was there already. */
    PRESENT,
    /** Added in place of one of the same bank and range, which is removed. */
    REPLACES,
    CONFLICTS,
    UNKNOWN_BANK,
    UNFIT;

    /** A line like that is why nothing of the table is taken. */
    public boolean refuses() {
      return this == CONFLICTS || this == UNKNOWN_BANK || this == UNFIT;
    }
  }

  /** What is unfit about a line. */
  public enum Fault {
    HEADER,
    QUOTES,
    COLUMNS,
    CHARACTERS,
    RANGE,
    FROM,
    UNTIL,
    /** It ends before it begins. */
    NEVER,
    /** One route more than a bank may have. */
    BANK_FULL,
    /** One route more than all banks may have. */
    TABLE_FULL
  }

  /** A route of the vault, and the institution id of its bank. */
  public record Known(Route route, String institution) {}

  /** What a line conflicts with: another line, or a route that is there. */
  public record Conflict(@Nullable Integer line, @Nullable Known known) {}

  /**
   * One line.
   *
   * @param fault only where it is unfit
   * @param known the route that is there or was added, unless the line is refused
   * @param replaces the route that it takes the place of
   * @param conflicts some of them
   * @param furtherConflicts how many more there are
   */
  public record Line(
      int number,
      Outcome outcome,
      @Nullable Fault fault,
      @Nullable Known known,
      @Nullable UUID replaces,
      List<Conflict> conflicts,
      int furtherConflicts) {}

  /** The lines for which nothing of the table is taken. */
  public List<Line> refused() {
    return lines.stream().filter(line -> line.outcome().refuses()).toList();
  }

  /** How many lines have this outcome. */
  public long count(Outcome outcome) {
    return lines.stream().filter(line -> line.outcome() == outcome).count();
  }
}
