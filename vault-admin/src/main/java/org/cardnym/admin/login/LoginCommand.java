package org.cardnym.admin.login;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import org.cardnym.admin.terminal.Screen;
import picocli.CommandLine.Command;

/** {@code login}: signs a person in with a browser, here or on another device. */
@Command(
    name = "login",
    description = {
      "Signs you in with a browser, here or on another device (OIDC device flow).",
      "The tokens are kept in cardnym/vault-admin-login.json in $$XDG_STATE_HOME or ~/.local/state"
          + " (0600). Set CARDNYM_ISSUER, or CARDNYM_TOKEN_URL; CARDNYM_LOGIN_CLIENT_ID where the"
          + " client isn't called vault-admin."
    },
    footer = "  CARDNYM_ISSUER=https://id.example/realms/ops vault-admin login")
public final class LoginCommand implements Callable<ExitCode> {
  private final Desk desk;

  LoginCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    Screen screen = desk.screen();
    boolean machine = desk.isMachine();
    Instant expiresAt =
        desk.signIn()
            .in((address, userCode, until) -> {
              screen.note("Open " + address);
              screen.note("and enter " + userCode + " before " + seconds(until) + ".");
            });
    screen.show(
        JsonNodeFactory.instance
            .objectNode()
            .put("signedIn", true)
            .put("expiresAt", seconds(expiresAt)));
    if (machine) {
      screen.warn("CARDNYM_CLIENT_ID is set: commands go on calling as that machine.");
    }
    return ExitCode.DONE;
  }

  private static String seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
