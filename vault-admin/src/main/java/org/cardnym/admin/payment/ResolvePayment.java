package org.cardnym.admin.payment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.desk.ReasonOption;
import org.cardnym.admin.outcome.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code payments resolve}: asks two people to end what no bank answers. */
@Command(
    name = "resolve",
    description = {
      "Ends a reversal or refund that no bank answers, on evidence and by two people.",
      "Asks for it; when two have signed, the vault stops asking the bank, frees the payer's limit or"
          + " closes the refund, and tells the shop. Reconciliation still compares it."
    },
    footer = {
      "  vault-admin payments resolve pay_01k0a8m5c2e9tvq7x4n3b6d8fz --as reversed \\",
      "    --reason 'letter of the bank, case 4711'"
    })
final class ResolvePayment implements Callable<ExitCode> {
  private final Desk desk;

  @Parameters(paramLabel = "PAYMENT", description = "The payment's id, pay_…")
  private String id;

  @Option(
      names = "--as",
      required = true,
      paramLabel = "WHAT",
      description = {
        "What the evidence says: reversed, the authorization does not stand;",
        "refunded, the money was given back; not-refunded, it will not be."
      })
  private String as;

  @Option(
      names = "--refund",
      paramLabel = "REFUND",
      description = "Which one, ref_…, where several are open.")
  private @Nullable String refund;

  @Mixin private ReasonOption reason;

  ResolvePayment(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    ObjectNode body = reason.body().put("as", as.toLowerCase(Locale.ROOT).replace('-', '_'));
    if (refund != null) {
      body.put("refund", refund);
    }
    return desk.show(desk.vault().post(AdminPath.of("payments", id, "resolve"), body));
  }
}
