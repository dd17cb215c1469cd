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

/** {@code banks keys list}: the public keys pinned for a bank. */
@Command(
    name = "list",
    description = "Lists a bank's public keys.",
    footer = "  vault-admin banks keys list bnk_01k0a8m5c2e9tvq7x4n3b6d8fz")
final class ListBankKeys implements Callable<ExitCode> {
  private static final List<Column> COLUMNS =
      List.of(Column.of("KEY", "kid"), Column.of("USE", "use"), Column.of("STATE", "state"));

  private final Desk desk;

  @Parameters(paramLabel = "BANK", description = "The bank's id, bnk_…")
  private String id;

  @Mixin private PageOptions page;

  ListBankKeys(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    return desk.list(
        desk.vault().get(page.of(AdminPath.of("banks", id, "keys"))),
        COLUMNS,
        "No keys yet: this bank's cards can't be used. Pin its public keys: vault-admin banks keys add "
            + id
            + " --jwk-file FILE");
  }
}
