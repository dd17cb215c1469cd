package org.cardnym.admin.bank;

import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code banks show}: one bank with its endpoint, its state, and how its link is seen. */
@Command(
    name = "show",
    description = {
      "Shows one bank: its state, and beside it how replicas see the link.",
      "link.down of link.replicas don't get through; link.reason is why."
    },
    footer = "  vault-admin banks show bnk_01k0a8m5c2e9tvq7x4n3b6d8fz")
final class ShowBank implements Callable<ExitCode> {
  private final Desk desk;

  @Parameters(paramLabel = "BANK", description = "The bank's id, bnk_…")
  private String id;

  ShowBank(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    return BankSheet.show(desk, desk.vault().get(AdminPath.of("banks", id)));
  }
}
