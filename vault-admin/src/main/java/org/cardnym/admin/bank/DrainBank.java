package org.cardnym.admin.bank;

import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.desk.ReasonOption;
import org.cardnym.admin.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code banks drain}: no new cards of this bank. */
@Command(
    name = "drain",
    description = {
      "Takes no new cards of a bank; those that are enrolled go on paying, until it is resumed or"
          + " suspended.",
      "A suspended bank can't be drained: resume it first."
    },
    footer =
        "  vault-admin banks drain bnk_01k0a8m5c2e9tvq7x4n3b6d8fz --reason 'contract ends in March'")
final class DrainBank implements Callable<ExitCode> {
  private final Desk desk;

  @Parameters(paramLabel = "BANK", description = "The bank's id, bnk_…")
  private String id;

  @Mixin private ReasonOption reason;

  DrainBank(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    return BankSheet.show(
        desk, desk.vault().post(AdminPath.of("banks", id, "drain"), reason.body()));
  }
}
