package org.cardnym.admin.payer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.Reply;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.desk.ReasonOption;
import org.cardnym.admin.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code payers unlock}: lifts an operator's lock, and opens what failed tries have locked. */
@Command(
    name = "unlock",
    description = {
      "Lifts the lock of payers lock; with --doors also what too many wrong tries have locked.",
      "Be sure who asks: whoever holds password and phone can pay again. The payer is told by mail."
    },
    footer = {
      "  vault-admin payers unlock pyr_01k0a8m5c2e9tvq7x4n3b6d8fz --reason 'called back, case 4711'",
      "  vault-admin payers unlock --alias - --doors --reason 'called back' < name.txt"
    })
final class UnlockPayer implements Callable<ExitCode> {
  private final Desk desk;

  @Mixin private PayerChoice payer;

  @Option(
      names = "--doors",
      description =
          "Open also the doors that failed tries have locked, which open in 30 minutes anyway, and"
              + " give back today's recovery mails.")
  private boolean doors;

  @Mixin private ReasonOption reason;

  UnlockPayer(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    ObjectNode body = reason.body().put("doors", doors);
    Reply reply = new PayerDesk(desk, payer).act("unlock", body);
    ExitCode exit = desk.show(reply);
    if (!reply.body().path("changed").asBoolean()) {
      desk.screen()
          .note(
              doors
                  ? "Nothing was locked."
                  : "No operator had locked them. Doors that failed tries lock need --doors.");
    }
    return exit;
  }
}
