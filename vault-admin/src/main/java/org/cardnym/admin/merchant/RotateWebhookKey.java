package org.cardnym.admin.merchant;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.connection.Reply;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code merchants rotate-webhook-key}: new keys for a merchant's webhooks. */
@Command(
    name = "rotate-webhook-key",
    description = {
      "Gives a merchant's webhooks new keys.",
      "Old and new sign side by side for 24 hours, unless the vault is set otherwise; then the old are"
          + " destroyed.",
      "A new shared secret is shown here, and never again."
    },
    footer = "  vault-admin merchants rotate-webhook-key mer_01k0a8m5c2e9tvq7x4n3b6d8fz")
final class RotateWebhookKey implements Callable<ExitCode> {
  private final Desk desk;

  @Parameters(paramLabel = "MERCHANT", description = "The merchant's id, mer_…")
  private String id;

  RotateWebhookKey(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    Reply reply =
        desk.vault()
            .post(
                AdminPath.of("merchants", id, "webhook", "rotate"),
                JsonNodeFactory.instance.objectNode());
    return OnceShown.tell(desk, desk.show(reply), reply.body());
  }
}
