package org.cardnym.admin.bank;

import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.desk.ReasonOption;
import org.cardnym.admin.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code banks moves stop}: no card more. */
@Command(
    name = "stop",
    description =
        "Stops a move at once, on all replicas. What was moved stays moved; the rest stays with the old"
            + " bank.",
    footer =
        "  vault-admin banks moves stop mov_01k0a8m5c2e9tvq7x4n3b6d8fz --reason 'wrong table of"
            + " routes'")
final class StopMove implements Callable<ExitCode> {
  private final Desk desk;

  @Parameters(paramLabel = "MOVE", description = "The move's id, mov_…")
  private String id;

  @Mixin private ReasonOption reason;

  StopMove(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    return desk.show(desk.vault().post(AdminPath.of("moves", id, "stop"), reason.body()));
  }
}
