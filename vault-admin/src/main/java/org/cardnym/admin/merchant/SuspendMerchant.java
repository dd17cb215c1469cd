package org.cardnym.admin.merchant;

import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.desk.ReasonOption;
import org.cardnym.admin.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code merchants suspend}: no new payments for this merchant. */
@Command(
    name = "suspend",
    description = "Stops a merchant: it can make no new payments until it is resumed.",
    footer =
        "  vault-admin merchants suspend mer_01k0a8m5c2e9tvq7x4n3b6d8fz --reason 'fraud case 17'")
final class SuspendMerchant implements Callable<ExitCode> {
  private final Desk desk;

  @Parameters(paramLabel = "MERCHANT", description = "The merchant's id, mer_…")
  private String id;

  @Mixin private ReasonOption reason;

  SuspendMerchant(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    return desk.show(desk.vault().post(AdminPath.of("merchants", id, "suspend"), reason.body()));
  }
}
