package org.cardnym.admin.approval;

import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.desk.ReasonOption;
import org.cardnym.admin.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code approvers remove}: itself a change that two people sign. */
@Command(
    name = "remove",
    description = "Takes the right to sign from one person; two others must sign it and be left.",
    footer = "  vault-admin approvers remove apv_01k0a8m5c2e9tvq7x4n3b6d8fz --reason 'has left us'")
final class RemoveApprover implements Callable<ExitCode> {
  private final Desk desk;

  @Parameters(paramLabel = "APPROVER", description = "The person's id, apv_…")
  private String id;

  @Mixin private ReasonOption reason;

  RemoveApprover(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    return desk.show(desk.vault().post(AdminPath.of("approvers", id, "remove"), reason.body()));
  }
}
