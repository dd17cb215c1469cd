package org.cardnym.admin.payer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.Reply;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.desk.ReasonOption;
import org.cardnym.admin.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code payers lock}: until it is lifted this person can neither pay nor sign in. */
@Command(
    name = "lock",
    description = {
      "Stops a payer: no payment, no signing in, until payers unlock. Open sessions end at once.",
      "Payments that are with their bank already go on. The payer is told by mail."
    },
    footer = {
      "  vault-admin payers lock pyr_01k0a8m5c2e9tvq7x4n3b6d8fz --reason 'phone stolen, case 4711'",
      "  vault-admin payers lock --alias - --reason 'phone stolen, case 4711' < name.txt"
    })
final class LockPayer implements Callable<ExitCode> {
  private final Desk desk;

  @Mixin private PayerChoice payer;

  @Mixin private ReasonOption reason;

  LockPayer(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    ObjectNode body = reason.body();
    Reply reply = new PayerDesk(desk, payer).act("lock", body);
    ExitCode exit = desk.show(reply);
    if (!reply.body().path("changed").asBoolean()) {
      desk.screen().note("Already locked; the first lock and its reason stand.");
    }
    return exit;
  }
}
