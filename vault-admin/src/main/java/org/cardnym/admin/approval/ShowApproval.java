package org.cardnym.admin.approval;

import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code approvals show}. */
@Command(
    name = "show",
    description = "Shows one request: what it would change, and who has signed.",
    footer = "  vault-admin approvals show apr_01k0a8m5c2e9tvq7x4n3b6d8fz")
final class ShowApproval implements Callable<ExitCode> {
  private final Desk desk;

  @Parameters(paramLabel = "APPROVAL", description = "The request's id, apr_…")
  private String id;

  ShowApproval(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    return desk.show(desk.vault().get(AdminPath.of("approvals", id)));
  }
}
