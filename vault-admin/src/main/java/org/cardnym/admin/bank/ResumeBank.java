package org.cardnym.admin.bank;

import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.desk.ReasonOption;
import org.cardnym.admin.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code banks resume}: takes a suspension or a draining back. */
@Command(
    name = "resume",
    description = "Sends to a suspended bank again, and takes new cards of one that drained.",
    footer =
        "  vault-admin banks resume bnk_01k0a8m5c2e9tvq7x4n3b6d8fz --reason 'new certificate in place'")
final class ResumeBank implements Callable<ExitCode> {
  private final Desk desk;

  @Parameters(paramLabel = "BANK", description = "The bank's id, bnk_…")
  private String id;

  @Mixin private ReasonOption reason;

  ResumeBank(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    return BankSheet.show(
        desk, desk.vault().post(AdminPath.of("banks", id, "resume"), reason.body()));
  }
}
