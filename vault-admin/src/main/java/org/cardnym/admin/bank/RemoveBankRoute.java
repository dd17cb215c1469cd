package org.cardnym.admin.bank;

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

/** {@code banks routes remove}: new cards of the range no longer go to this bank. */
@Command(
    name = "remove",
    description = "Removes a route. Cards already enrolled stay with the bank.",
    footer =
        "  vault-admin banks routes remove bnk_01k0a8m5c2e9tvq7x4n3b6d8fz"
            + " rte_01k0a8p1d5f7hjk2m4n6q8rstv")
final class RemoveBankRoute implements Callable<ExitCode> {
  private final Desk desk;

  @Parameters(index = "0", paramLabel = "BANK", description = "The bank's id, bnk_…")
  private String bank;

  @Parameters(index = "1", paramLabel = "ROUTE", description = "The route's id, rte_…")
  private String route;

  @Mixin private ApprovalReason reason;

  RemoveBankRoute(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    Reply reply = desk.vault().delete(reason.on(AdminPath.of("banks", bank, "routes", route)));
    if (reply.body().isEmpty()) {
      return desk.show(
          new Reply(
              reply.status(),
              JsonNodeFactory.instance.objectNode().put("id", route).put("state", "removed")));
    }
    return desk.show(reply);
  }
}
