package org.cardnym.admin.approval;

import java.util.List;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import org.cardnym.admin.terminal.Column;
import picocli.CommandLine.Command;

/** {@code approvers list}. */
@Command(
    name = "list",
    description = "Lists who may sign, oldest first.",
    footer = "  vault-admin approvers list")
final class ListApprovers implements Callable<ExitCode> {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("APPROVER", "approver"),
          Column.of("NAME", "name"),
          Column.of("ISSUER", "issuer"),
          Column.of("ENROLLED", "enrolledAt"),
          Column.of("SIGNED LAST", "usedAt"));

  private static final String NONE =
      "Nobody may sign yet, so nothing that takes two people can be done. Invite two or more:"
          + " vault-admin operator invite --help";

  private final Desk desk;

  ListApprovers(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    return desk.list(desk.vault().get(AdminPath.of("approvers")), COLUMNS, NONE);
  }
}
