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
import picocli.CommandLine.Parameters;

/** {@code banks routes list}: the card ranges routed to a bank. */
@Command(
    name = "list",
    description = "Lists the card ranges routed to a bank.",
    footer = "  vault-admin banks routes list bnk_01k0a8m5c2e9tvq7x4n3b6d8fz")
final class ListBankRoutes implements Callable<ExitCode> {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("ROUTE", "id"),
          Column.of("FIRST", "first"),
          Column.of("LAST", "last"),
          Column.of("FROM", "from"),
          Column.of("UNTIL", "until"),
          Column.of("STATE", "state"));

  private final Desk desk;

  @Parameters(paramLabel = "BANK", description = "The bank's id, bnk_…")
  private String id;

  @Mixin private PageOptions page;

  ListBankRoutes(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    return desk.list(
        desk.vault().get(page.of(AdminPath.of("banks", id, "routes"))),
        COLUMNS,
        "No routes yet: no new card goes to this bank. Add one: vault-admin banks routes add "
            + id
            + " --first DIGITS");
  }
}
