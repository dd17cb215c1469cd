package org.cardnym.admin.policy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.connection.Reply;
import org.cardnym.admin.desk.ApprovalReason;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code policy unset}: a rule has no row in a currency any more. */
@Command(
    name = "unset",
    description = {
      "Takes a rule away for a currency.",
      "Without it any_payment and new_shop cap nothing, new_browser and limited_card pay nothing,"
          + " failed_proof asks again, and one_factor carries nothing."
    },
    footer = "  vault-admin policy unset new_shop EUR")
final class UnsetPolicy implements Callable<ExitCode> {
  private final Desk desk;

  @Parameters(
      index = "0",
      paramLabel = "RULE",
      description = "any_payment, new_shop, new_browser, limited_card, failed_proof or one_factor.")
  private String rule;

  @Parameters(index = "1", paramLabel = "CURRENCY", description = "Three letters (ISO 4217).")
  private String currency;

  @Mixin private ApprovalReason reason;

  UnsetPolicy(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    Reply reply = desk.vault().delete(reason.on(AdminPath.of("policy", rule, currency)));
    if (!reply.body().isEmpty()) {
      return desk.show(reply);
    }
    return desk.show(
        new Reply(
            reply.status(),
            JsonNodeFactory.instance
                .objectNode()
                .put("rule", rule)
                .put("currency", currency)
                .put("state", "unset")));
  }
}
