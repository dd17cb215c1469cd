package org.cardnym.admin.payer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.Reply;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.desk.ReasonOption;
import org.cardnym.admin.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code payers erase}: asks two people to erase one person for good. */
@Command(
    name = "erase",
    description = {
      "Erases a payer on their demand or a court's, by two people and for good.",
      "Asks for it; when two have signed, cards, proofs, sessions and known browsers go at once, and the"
          + " name is never given again. After the last mail contact and data key go too. Payments"
          + " stay, without person; what is with a bank already goes on to its end.",
      "The answer says what goes, and by when backups are clean of it."
    },
    footer = {
      "  vault-admin payers erase pyr_01k0a8m5c2e9tvq7x4n3b6d8fz --reason 'letter of 3 May, case 4711'",
      "  vault-admin payers erase --alias - --reason 'letter of 3 May, case 4711' < name.txt"
    })
final class ErasePayer implements Callable<ExitCode> {
  private final Desk desk;

  @Mixin private PayerChoice payer;

  @Mixin private ReasonOption reason;

  ErasePayer(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    ObjectNode body = reason.body();
    Reply reply = new PayerDesk(desk, payer).act("erase", body);
    ExitCode exit = desk.show(reply);
    switch (reply.body().path("state").asText()) {
      case "leaving" ->
          desk.screen()
              .note("Has left already; erased once the last mail is sent, in a day at most.");
      case "erased" -> desk.screen().note("Erased already.");
      default -> {
        // The request waits, which the desk has said.
      }
    }
    return exit;
  }
}
