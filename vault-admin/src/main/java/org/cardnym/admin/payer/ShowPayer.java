package org.cardnym.admin.payer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.Reply;
import org.cardnym.admin.desk.Amounts;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code payers show}: what keeps a payer from paying; nothing that says who they are. */
@Command(
    name = "show",
    description = {
      "Shows what keeps a payer from paying: state, locks, how many cards; after a recovery also until"
          + " when nothing may be loosened (loosensFrom); what was paid by a password alone since the"
          + " last strong proof (oneFactor). No name, contact or card.",
      "The trail keeps that you looked."
    },
    footer = {
      "  vault-admin payers show pyr_01k0a8m5c2e9tvq7x4n3b6d8fz",
      "  vault-admin payers show --alias - < name.txt"
    })
final class ShowPayer implements Callable<ExitCode> {
  private final Desk desk;

  @Mixin private PayerChoice payer;

  ShowPayer(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    Reply reply = new PayerDesk(desk, payer).look();
    return desk.show(
        desk.screen().isForPeople() ? new Reply(reply.status(), told(reply.body())) : reply);
  }

  private static JsonNode told(JsonNode payer) {
    ObjectNode shown = payer.deepCopy();
    if (payer.path("oneFactor").isArray()) {
      ArrayNode sums = shown.putArray("oneFactor");
      payer.path("oneFactor").forEach(each -> sums.add(Amounts.of(each)));
    }
    return shown;
  }
}
