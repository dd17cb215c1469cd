package org.cardnym.admin.merchant;

import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.desk.ReasonOption;
import org.cardnym.admin.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code merchants resume}: takes a suspension back. */
@Command(
    name = "resume",
    description = "Lets a suspended merchant make payments again.",
    footer =
        "  vault-admin merchants resume mer_01k0a8m5c2e9tvq7x4n3b6d8fz --reason 'case 17 closed'")
final class ResumeMerchant implements Callable<ExitCode> {
  private final Desk desk;

  @Parameters(paramLabel = "MERCHANT", description = "The merchant's id, mer_…")
  private String id;

  @Mixin private ReasonOption reason;

  ResumeMerchant(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    return desk.show(desk.vault().post(AdminPath.of("merchants", id, "resume"), reason.body()));
  }
}
