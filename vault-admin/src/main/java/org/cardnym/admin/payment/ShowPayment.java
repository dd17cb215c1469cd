package org.cardnym.admin.payment;

import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code payments show}: one payment's state, amounts and timeline; no card. */
@Command(
    name = "show",
    description = "Shows one payment with its refunds, exchanges and audit entries.",
    footer = "  vault-admin payments show pay_01k0a8m5c2e9tvq7x4n3b6d8fz")
final class ShowPayment implements Callable<ExitCode> {
  private final Desk desk;

  @Parameters(paramLabel = "PAYMENT", description = "The payment's id, pay_…")
  private String id;

  ShowPayment(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    return desk.show(desk.vault().get(AdminPath.of("payments", id)));
  }
}
