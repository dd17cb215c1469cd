package org.cardnym.admin.retention;

import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.desk.ReasonOption;
import org.cardnym.admin.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code retention set}: one kind's period. */
@Command(
    name = "set",
    description = {
      "Sets how long rows of a kind are kept; what is older goes with the kind's next purge.",
      "What is gone does not come back by setting it longer."
    },
    footer = "  vault-admin retention set expired_cards --keep 7d --reason 'policy of March'")
final class SetRetention implements Callable<ExitCode> {
  private final Desk desk;

  @Parameters(paramLabel = "KIND", description = "As retention show names it.")
  private String kind;

  @Option(
      names = "--keep",
      required = true,
      paramLabel = "PERIOD",
      description = "A number of days (30d), hours (12h) or minutes (15m).")
  private String keep;

  @Mixin private ReasonOption reason;

  SetRetention(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    return desk.show(
        desk.vault().put(AdminPath.of("retention", kind), reason.body().put("keep", keep)));
  }
}
