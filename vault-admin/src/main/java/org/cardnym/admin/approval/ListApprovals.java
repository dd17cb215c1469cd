package org.cardnym.admin.approval;

import java.util.List;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.desk.PageOptions;
import org.cardnym.admin.outcome.ExitCode;
import org.cardnym.admin.terminal.Column;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code approvals list}. */
@Command(
    name = "list",
    description = "Lists requests, newest first. MISSING is how many have yet to sign.",
    footer = "  vault-admin approvals list --state waiting")
final class ListApprovals implements Callable<ExitCode> {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("APPROVAL", "approval"),
          Column.of("CHANGE", "kind"),
          Column.of("OF", "subject"),
          Column.of("STATE", "state"),
          Column.number("MISSING", "missing"),
          Column.of("UNTIL", "expiresAt"),
          Column.of("ASKED BY", "requestedBy"));

  private final Desk desk;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only those that are ${COMPLETION-CANDIDATES}.")
  private @Nullable ApprovalState state;

  @Mixin private PageOptions page;

  ListApprovals(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    AdminPath all = AdminPath.of("approvals");
    AdminPath wanted = state == null ? all : all.with("state", state.toString());
    return desk.list(
        desk.vault().get(page.of(wanted)),
        COLUMNS,
        state == null
            ? "No requests yet: nothing that takes two people was asked for."
            : "No requests are " + state + ".");
  }
}
