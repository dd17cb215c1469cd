package org.cardnym.admin.approval;

import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.desk.ReasonOption;
import org.cardnym.admin.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code approvals reject}. */
@Command(
    name = "reject",
    description = "Ends a request; any operator may, also who asked.",
    footer =
        "  vault-admin approvals reject apr_01k0a8m5c2e9tvq7x4n3b6d8fz --reason 'wrong payment'")
final class RejectApproval implements Callable<ExitCode> {
  private final Desk desk;

  @Parameters(paramLabel = "APPROVAL", description = "The request's id, apr_…")
  private String id;

  @Mixin private ReasonOption reason;

  RejectApproval(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    return desk.show(desk.vault().post(AdminPath.of("approvals", id, "reject"), reason.body()));
  }
}
