package org.cardnym.admin.merchant;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.connection.Reply;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code merchants clear-webhook}: a merchant hears of events no more. */
@Command(
    name = "clear-webhook",
    description = {
      "Takes a merchant's webhook endpoint away.",
      "Events are still written; the merchant can ask for them, and its keys stay."
    },
    footer = "  vault-admin merchants clear-webhook mer_01k0a8m5c2e9tvq7x4n3b6d8fz")
final class ClearWebhook implements Callable<ExitCode> {
  private final Desk desk;

  @Parameters(paramLabel = "MERCHANT", description = "The merchant's id, mer_…")
  private String id;

  ClearWebhook(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    Reply reply = desk.vault().delete(AdminPath.of("merchants", id, "webhook"));
    if (!reply.body().isEmpty()) {
      return desk.show(reply);
    }
    return desk.show(
        new Reply(
            reply.status(),
            JsonNodeFactory.instance.objectNode().put("id", id).put("webhook", "none")));
  }
}
