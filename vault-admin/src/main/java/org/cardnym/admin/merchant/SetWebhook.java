package org.cardnym.admin.merchant;

import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.connection.Reply;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code merchants set-webhook}: where a merchant hears of events. */
@Command(
    name = "set-webhook",
    description = {
      "Sets where a merchant hears of events, and switches its webhooks on.",
      "A shared secret (hmac, both) is shown when it is made, and never again."
    },
    footer =
        "  vault-admin merchants set-webhook mer_01k0a8m5c2e9tvq7x4n3b6d8fz https://shop.example/webhooks")
final class SetWebhook implements Callable<ExitCode> {
  private final Desk desk;

  @Parameters(index = "0", paramLabel = "MERCHANT", description = "The merchant's id, mer_…")
  private String id;

  @Parameters(index = "1", paramLabel = "URL", description = "An https address of the merchant's.")
  private String url;

  @Mixin private SignaturesOption signatures;

  SetWebhook(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    Reply reply = desk.vault().put(AdminPath.of("merchants", id, "webhook"), signatures.body(url));
    return OnceShown.tell(desk, desk.show(reply), reply.body());
  }
}
