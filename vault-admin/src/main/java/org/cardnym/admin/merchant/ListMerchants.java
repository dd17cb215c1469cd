package org.cardnym.admin.merchant;

import java.util.List;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.desk.PageOptions;
import org.cardnym.admin.outcome.ExitCode;
import org.cardnym.admin.terminal.Column;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code merchants list}: a page of merchants. */
@Command(
    name = "list",
    description = "Lists merchants.",
    footer = "  vault-admin merchants list --limit 20")
final class ListMerchants implements Callable<ExitCode> {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("MERCHANT", "id"),
          Column.of("STATE", "state"),
          Column.of("NAME", "displayName"),
          Column.of("COUNTRY", "country"),
          Column.of("CLIENT", "clientId"));

  private final Desk desk;

  @Mixin private PageOptions page;

  ListMerchants(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    return desk.list(
        desk.vault().get(page.of(AdminPath.of("merchants"))),
        COLUMNS,
        "No merchants yet. Register one: vault-admin merchants add --help");
  }
}
