package org.cardnym.admin.policy;

import java.util.List;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import org.cardnym.admin.terminal.Column;
import picocli.CommandLine.Command;

/** {@code policy show}: all rules that have a row. */
@Command(
    name = "show",
    description = "Shows the rules, in minor units of their currencies.",
    footer = "  vault-admin policy show")
final class ShowPolicy implements Callable<ExitCode> {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("RULE", "rule"),
          Column.of("CURRENCY", "currency"),
          Column.number("PER PAYMENT", "perPayment"),
          Column.number("PER DAY", "perDay"),
          Column.of("BEYOND", "beyond"),
          Column.number("COUNT", "count"),
          Column.number("SUM", "sum"));

  private final Desk desk;

  ShowPolicy(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    return desk.list(desk.vault().get(AdminPath.of("policy")), COLUMNS);
  }
}
