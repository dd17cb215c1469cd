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

/**
 * {@code banks list}: a page of issuing banks, what was decided of each and how its link is seen.
 */
@Command(
    name = "list",
    description = {
      "Lists issuing banks: what was decided of each, and how its link is.",
      "STATE and REASON are an operator's; LINK is untried, up or down, since when and why. Since when"
          + " a state stands, banks show says."
    },
    footer = "  vault-admin banks list")
final class ListBanks implements Callable<ExitCode> {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("BANK", "id"),
          Column.of("STATE", "state"),
          Column.of("LINK", "/link/state"),
          Column.of("LINK SINCE", "/link/since"),
          Column.of("WHY", "/link/reason"),
          Column.of("INSTITUTION", "institutionId"),
          Column.of("NAME", "name"),
          Column.of("REASON", "reason"));

  private final Desk desk;

  @Mixin private PageOptions page;

  ListBanks(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    return desk.list(
        desk.vault().get(page.of(AdminPath.of("banks"))),
        COLUMNS,
        "No banks yet. Register one: vault-admin banks add --help");
  }
}
