package org.cardnym.admin.bank;

import java.util.List;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.desk.PageOptions;
import org.cardnym.admin.outcome.ExitCode;
import org.cardnym.admin.terminal.Column;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code banks moves list}: moves that two people have signed, newest first. */
@Command(
    name = "list",
    description = "Lists moves that two people have signed, newest first.",
    footer = "  vault-admin banks moves list")
final class ListMoves implements Callable<ExitCode> {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("MOVE", "id"),
          Column.of("BANK", "bank"),
          Column.of("TO", "to"),
          Column.of("FROM", "from"),
          Column.of("STATE", "state"),
          Column.number("MOVED", "moved"),
          Column.number("LEFT", "left"));

  private final Desk desk;

  @Mixin private PageOptions page;

  ListMoves(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    return desk.list(
        desk.vault().get(page.of(AdminPath.of("moves"))),
        COLUMNS,
        "No moves yet: none that two people have signed. What waits: vault-admin approvals list --state waiting");
  }
}
