package org.cardnym.admin.bank;

import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code banks moves show}: how far a move is. */
@Command(
    name = "show",
    description = {
      "Shows how far a move is: cards moved, left to look at, at what pace.",
      "outside: not in its range. elsewhere: routes lead to a third bank. refused: rows that do not"
          + " check. All of these stay with the old bank."
    },
    footer = "  vault-admin banks moves show mov_01k0a8m5c2e9tvq7x4n3b6d8fz")
final class ShowMove implements Callable<ExitCode> {
  private final Desk desk;

  @Parameters(paramLabel = "MOVE", description = "The move's id, mov_…")
  private String id;

  ShowMove(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    return desk.show(desk.vault().get(AdminPath.of("moves", id)));
  }
}
