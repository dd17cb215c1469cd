package org.cardnym.admin.bank;

import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.desk.ReasonOption;
import org.cardnym.admin.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code banks suspend}: nothing new is sent to this bank. */
@Command(
    name = "suspend",
    description = "Stops sending to a bank: its cards are declined until it is resumed.",
    footer =
        "  vault-admin banks suspend bnk_01k0a8m5c2e9tvq7x4n3b6d8fz --reason 'endpoint compromised'")
final class SuspendBank implements Callable<ExitCode> {
  private final Desk desk;

  @Parameters(paramLabel = "BANK", description = "The bank's id, bnk_…")
  private String id;

  @Mixin private ReasonOption reason;

  SuspendBank(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    return BankSheet.show(
        desk, desk.vault().post(AdminPath.of("banks", id, "suspend"), reason.body()));
  }
}
