package org.cardnym.admin.payment;

import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.desk.ReasonOption;
import org.cardnym.admin.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code payments resolve}: refused for now, as it wants two people. */
@Command(
    name = "resolve",
    description = {
      "Closes a payment whose reversal or refund no bank answers, on evidence and by two people.",
      "Approvals are not built yet: it is refused with approval_needed, and the try is in the trail."
    },
    footer =
        "  vault-admin payments resolve pay_01k0a8m5c2e9tvq7x4n3b6d8fz --reason 'letter of the bank, case 4711'")
final class ResolvePayment implements Callable<ExitCode> {
  private final Desk desk;

  @Parameters(paramLabel = "PAYMENT", description = "The payment's id, pay_…")
  private String id;

  @Mixin private ReasonOption reason;

  ResolvePayment(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    return desk.show(desk.vault().post(AdminPath.of("payments", id, "resolve"), reason.body()));
  }
}
