package org.cardnym.admin.merchant;

import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.desk.ReasonOption;
import org.cardnym.admin.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code merchants set-elsewhere}: payments in a browser that did not begin them. */
@Command(
    name = "set-elsewhere",
    description = {
      "Sets what becomes of payments in a browser that did not begin them.",
      "refuse: the page says so, and no more. passkey: it warns, and lets the payer pay by username and passkey.",
      "With passkey, whoever sends a payer the link to a page may ask them to pay for something they don't get."
    },
    footer =
        "  vault-admin merchants set-elsewhere mer_01k0a8m5c2e9tvq7x4n3b6d8fz passkey --reason 'pays by link'")
final class SetElsewhere implements Callable<ExitCode> {
  private final Desk desk;

  @Parameters(index = "0", paramLabel = "MERCHANT", description = "The merchant's id, mer_…")
  private String id;

  @Parameters(index = "1", paramLabel = "WHAT", description = "${COMPLETION-CANDIDATES}.")
  private Elsewhere elsewhere;

  @Mixin private ReasonOption reason;

  SetElsewhere(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    return desk.show(
        desk.vault()
            .put(
                AdminPath.of("merchants", id, "elsewhere"),
                reason.body().put("elsewhere", elsewhere.toString())));
  }
}
