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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code banks differences list}: what is open, the newest first. */
@Command(
    name = "list",
    description = {
      "Lists the open differences between the vault's books and a bank's, newest first.",
      "unknown_at_vault, unknown_at_bank: one side has no such message. amount_differs,"
          + " outcome_differs: both have it. reversed_here: the bank approved what the vault never"
          + " counted; it is being undone. row_refused: the vault's own row of it was written past"
          + " the vault; as a state, that of the difference itself."
    },
    footer = "  vault-admin banks differences list bnk_01k0a8m5c2e9tvq7x4n3b6d8fz --all")
final class ListDifferences implements Callable<ExitCode> {
  static final String NONE = "No open differences: both books agree as far as they were compared.";

  static final List<Column> COLUMNS =
      List.of(
          Column.of("DIFFERENCE", "id"),
          Column.of("CODE", "code"),
          Column.of("STATE", "state"),
          Column.of("AT", "at"),
          Column.of("KIND", "kind"),
          Column.of("MESSAGE", "message"),
          Column.of("BANK SAYS", "/bank/outcome"),
          Column.number("BANK AMOUNT", "/bank/amount"),
          Column.of("VAULT SAYS", "/vault/outcome"),
          Column.number("VAULT AMOUNT", "/vault/amount"));

  private final Desk desk;

  @Parameters(paramLabel = "BANK", description = "The bank's id, bnk_…")
  private String id;

  @Option(names = "--all", description = "Those that are settled too.")
  private boolean all;

  @Mixin private PageOptions page;

  ListDifferences(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    AdminPath path = page.of(AdminPath.of("banks", id, "differences"));
    return desk.list(
        desk.vault().get(all ? path.with("state", "all") : path),
        COLUMNS,
        all ? "No differences were found yet." : NONE);
  }
}
