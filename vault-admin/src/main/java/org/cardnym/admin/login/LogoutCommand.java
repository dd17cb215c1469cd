package org.cardnym.admin.login;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.concurrent.Callable;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import org.cardnym.admin.token.SignIn;
import picocli.CommandLine.Command;

/** {@code logout}: removes the tokens from this machine and revokes them where the provider can. */
@Command(
    name = "logout",
    description = "Removes your tokens from this machine, and revokes them if the provider can.",
    footer = "  vault-admin logout")
public final class LogoutCommand implements Callable<ExitCode> {
  private final Desk desk;

  LogoutCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    SignIn signIn = desk.signIn();
    boolean before = signIn.isIn();
    boolean revoked = signIn.out();
    desk.screen()
        .show(JsonNodeFactory.instance.objectNode().put("signedIn", false).put("revoked", revoked));
    if (!before) {
      desk.screen().note("Nobody was signed in on this machine.");
    } else if (!revoked) {
      desk.screen()
          .warn("The tokens are gone from this machine, but the provider has not revoked them.");
    }
    return ExitCode.DONE;
  }
}
