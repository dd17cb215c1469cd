package org.cardnym.admin.login;

import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import picocli.CommandLine.Command;

/** {@code whoami}: subject, client, roles and methods of sign-in, as the vault sees them. */
@Command(
    name = "whoami",
    description = "Shows who the vault takes you for, and your roles.",
    footer = "  vault-admin whoami")
public final class WhoamiCommand implements Callable<ExitCode> {
  private final Desk desk;

  WhoamiCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    return desk.show(desk.vault().get(AdminPath.of("whoami")));
  }
}
