package org.cardnym.admin.keys;

import java.util.List;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import org.cardnym.admin.terminal.Column;
import picocli.CommandLine.Command;

/** {@code keys list}: purpose, state and use of every key version. */
@Command(
    name = "list",
    description = {
      "Lists the vault's key versions: age, when each is due to be replaced, how often it has wrapped,"
          + " how many rows need it (- where rows aren't counted), how many live replicas open with it.",
      "States: added is known to replicas and makes nothing yet; primary makes new things; closed opens"
          + " only; retired is used by nobody; destroyed is gone."
    },
    footer = "  vault-admin keys list")
final class ListKeys implements Callable<ExitCode> {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("PURPOSE", "purpose"),
          Column.number("VERSION", "version"),
          Column.of("STATE", "state"),
          Column.number("AGE DAYS", "ageDays"),
          Column.of("DUE", "dueAt"),
          Column.number("WRAPS", "wraps"),
          Column.number("ROWS", "rows"),
          Column.number("REPLICAS", "replicas"),
          Column.of("PROVEN UNUSED", "provenAt"));

  private final Desk desk;

  ListKeys(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    return desk.list(
        desk.vault().get(AdminPath.of("keys")),
        COLUMNS,
        "No keys yet: the vault has not been opened.");
  }
}
