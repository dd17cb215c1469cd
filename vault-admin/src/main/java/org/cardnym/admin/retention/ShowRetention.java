package org.cardnym.admin.retention;

import java.util.List;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import org.cardnym.admin.terminal.Column;
import picocli.CommandLine.Command;

/** {@code retention show}: every kind with its period and its last purge. */
@Command(
    name = "show",
    description = {
      "Shows each kind of rows: how long it is kept, the bounds for that, and its last purge.",
      "LEFT are rows whose time is over and that stayed; the vault's log says which."
    },
    footer = "  vault-admin retention show")
final class ShowRetention implements Callable<ExitCode> {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("KIND", "kind"),
          Column.number("KEEP", "keep"),
          Column.number("LEAST", "least"),
          Column.number("MOST", "most"),
          Column.of("LAST PURGE", "purgedAt"),
          Column.number("PURGED", "purged"),
          Column.number("LEFT", "left"),
          Column.of("OVERDUE", "overdue"),
          Column.of("ERROR", "error"),
          Column.of("SET BY", "changedBy"),
          Column.of("REASON", "reason"));

  private final Desk desk;

  ShowRetention(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    return desk.list(
        desk.vault().get(AdminPath.of("retention")), COLUMNS, "No kind of rows has a period.");
  }
}
