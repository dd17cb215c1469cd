package org.cardnym.admin.desk;

import java.time.Clock;
import java.util.List;
import org.cardnym.admin.connection.Reply;
import org.cardnym.admin.connection.VaultApi;
import org.cardnym.admin.connection.Wire;
import org.cardnym.admin.outcome.ExitCode;
import org.cardnym.admin.settings.GlobalOptions;
import org.cardnym.admin.settings.Settings;
import org.cardnym.admin.terminal.Column;
import org.cardnym.admin.terminal.Screen;
import org.cardnym.admin.token.Credentials;
import org.cardnym.admin.token.Pause;
import org.cardnym.admin.token.SignIn;

/**
 * What every command works with; each thing is made when it is first wanted, after the flags were
 * read.
 */
public final class Desk {
  private final Surroundings surroundings;
  private final GlobalOptions options;

  public Desk(Surroundings surroundings, GlobalOptions options) {
    this.surroundings = surroundings;
    this.options = options;
  }

  public Screen screen() {
    return new Screen(
        surroundings.out,
        surroundings.err,
        surroundings.outInk,
        surroundings.errInk,
        options.output(),
        surroundings.columns);
  }

  /** The vault's admin API, called by whoever the settings say. */
  public VaultApi vault() {
    Settings settings = settings();
    Wire wire = wire(settings);
    Credentials credentials = new Credentials(settings, wire, clock());
    return new VaultApi(wire, settings.vaultUrl(), credentials::token);
  }

  public SignIn signIn() {
    Settings settings = settings();
    return new SignIn(settings, wire(settings), clock(), surroundings.pause);
  }

  public Prompt prompt() {
    return surroundings.prompt;
  }

  public Pause pause() {
    return surroundings.pause;
  }

  public Clock clock() {
    return surroundings.clock;
  }

  /** Whether the settings name a machine, whose token comes before that of a person. */
  public boolean isMachine() {
    return settings().machine() != null;
  }

  /** Shows one object the vault gave, and ends as it says. */
  public ExitCode show(Reply reply) {
    screen().show(reply.body());
    return end(reply);
  }

  /**
   * Shows a page of a list the vault gave.
   *
   * @param none what is said where there is nothing in it: that, and what would change it
   */
  public ExitCode list(Reply reply, List<Column> columns, String none) {
    screen().list(reply.body(), columns, none);
    return end(reply);
  }

  private ExitCode end(Reply reply) {
    return end(reply.exit(), reply.body().path("approval").asText("apr_…"));
  }

  /**
   * Says what is left to do, if anything.
   *
   * @param approval the request's id where two people have to sign
   */
  public ExitCode end(ExitCode exit, String approval) {
    if (exit == ExitCode.WAITS_FOR_APPROVAL) {
      screen().note("Nothing is changed yet: two people have to sign this. Each of them:");
      screen().note("vault-admin approvals approve " + approval);
    }
    return exit;
  }

  /** Read anew. */
  public Settings settings() {
    return Settings.of(options, surroundings.environment);
  }

  /** With the authorities that the settings name. */
  public Wire wire(Settings settings) {
    return Wire.trusting(settings.caFile(), surroundings.patience);
  }
}
