package org.cardnym.admin.payment;

import java.util.List;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.desk.PageOptions;
import org.cardnym.admin.outcome.ExitCode;
import org.cardnym.admin.terminal.Column;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code payments list}: a page of payments; no card. */
@Command(
    name = "list",
    description = "Lists payments, newest first.",
    footer = "  vault-admin payments list --limit 20 --output json")
final class ListPayments implements Callable<ExitCode> {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("PAYMENT", "id"),
          Column.of("STATE", "state"),
          Column.number("AMOUNT", "amount"),
          Column.of("ORDER", "orderReference"),
          Column.of("CREATED", "createdAt"));

  private final Desk desk;

  @Mixin private PageOptions page;

  ListPayments(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    return desk.list(
        desk.vault().get(page.of(AdminPath.of("payments"))), COLUMNS, "No payments yet; merchants make them.");
  }
}
