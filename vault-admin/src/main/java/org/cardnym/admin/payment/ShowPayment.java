package org.cardnym.admin.payment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.connection.Reply;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code payments show}: one payment's state, amounts and timeline; no card. */
@Command(
    name = "show",
    description = "Shows one payment with its refunds, exchanges and audit entries.",
    footer = "  vault-admin payments show pay_01k0a8m5c2e9tvq7x4n3b6d8fz")
final class ShowPayment implements Callable<ExitCode> {
  private final Desk desk;

  @Parameters(paramLabel = "PAYMENT", description = "The payment's id, pay_…")
  private String id;

  ShowPayment(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    Reply reply = desk.vault().get(AdminPath.of("payments", id));
    return desk.show(
        desk.screen().isForPeople() ? new Reply(reply.status(), told(reply.body())) : reply);
  }

  /** Of an entry of the trail what this payment does not say by itself, and what is amiss. */
  private static JsonNode told(JsonNode payment) {
    JsonNode shown = payment.deepCopy();
    for (JsonNode each : shown.path("audit")) {
      if (each instanceof ObjectNode entry) {
        entry.remove("sequence");
        if (entry.path("subject").equals(shown.at("/payment/id"))) {
          entry.remove("subject");
        }
        if (entry.path("genuine").asBoolean(false) && !entry.path("refused").asBoolean(true)) {
          entry.remove(List.of("genuine", "refused"));
        }
      }
    }
    return shown;
  }
}
