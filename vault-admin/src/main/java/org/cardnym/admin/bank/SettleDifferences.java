package org.cardnym.admin.bank;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.desk.ReasonOption;
import org.cardnym.admin.outcome.ExitCode;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code banks differences settle}: says that they are explained; moves no money. */
@Command(
    name = "settle",
    description = {
      "Says that a difference, or every open one of a bank, is explained: it leaves the list of open"
          + " ones and its alert.",
      "It changes no payment and no money. Running it again changes nothing."
    },
    footer = {
      "  vault-admin banks differences settle bnk_01k0a8m5c2e9tvq7x4n3b6d8fz \\",
      "    dif_01k0a8p1d5f7hjk2m4n6q8rstv --reason 'bank booked it by hand, ticket 4711'"
    })
final class SettleDifferences implements Callable<ExitCode> {
  private final Desk desk;

  @Parameters(index = "0", paramLabel = "BANK", description = "The bank's id, bnk_…")
  private String id;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "DIFFERENCE",
      description = "The difference's id, dif_…; or --all.")
  private @Nullable String difference;

  @Option(names = "--all", description = "Every open one of this bank, a thousand at most.")
  private boolean all;

  @Mixin private ReasonOption reason;

  SettleDifferences(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    if (all == (difference != null)) {
      throw new Failure(Trouble.INPUT_INVALID, "Name either one difference, or --all of them.");
    }
    ObjectNode body = reason.body();
    if (all) {
      body.put("all", true);
    } else {
      body.put("difference", difference);
    }
    return desk.show(desk.vault().post(AdminPath.of("banks", id, "differences", "settle"), body));
  }
}
