package org.cardnym.admin.merchant;

import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code merchants show}: one merchant with its origins. */
@Command(
    name = "show",
    description = "Shows one merchant.",
    footer = "  vault-admin merchants show mer_01k0a8m5c2e9tvq7x4n3b6d8fz")
final class ShowMerchant implements Callable<ExitCode> {
  private final Desk desk;

  @Parameters(paramLabel = "MERCHANT", description = "The merchant's id, mer_…")
  private String id;

  ShowMerchant(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    return desk.show(desk.vault().get(AdminPath.of("merchants", id)));
  }
}
