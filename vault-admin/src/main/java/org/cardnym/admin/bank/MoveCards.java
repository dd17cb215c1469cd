package org.cardnym.admin.bank;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.desk.ReasonOption;
import org.cardnym.admin.outcome.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code banks move}: asks two people to take a bank's cards to another bank. */
@Command(
    name = "move",
    description = {
      "Moves a bank's cards to the bank that has taken them over, by two people; their payers need do"
          + " nothing.",
      "Routes must lead the range to the other bank first. When two have signed, replicas seal each card"
          + " anew; payments made before stay with the old bank, with refunds and reversals."
    },
    footer = {
      "  vault-admin banks move bnk_01k0a8m5c2e9tvq7x4n3b6d8fz \\",
      "    --to bnk_01k0a8p1d5f7hjk2m4n6q8rstv --dry-run --reason 'merger'",
      "  vault-admin banks move bnk_01k0a8m5c2e9tvq7x4n3b6d8fz \\",
      "    --to bnk_01k0a8p1d5f7hjk2m4n6q8rstv --first 411110 --last 411119 \\",
      "    --from 2027-01-01 --reason 'sale of the gold cards'"
    })
final class MoveCards implements Callable<ExitCode> {
  private final Desk desk;

  @Parameters(paramLabel = "BANK", description = "The bank whose cards they are, bnk_…")
  private String bank;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "BANK",
      description = "The bank whose cards they become, bnk_…")
  private String to;

  @Option(
      names = "--first",
      paramLabel = "DIGITS",
      description = "Where the range begins, 6 to 8 digits. Default: all that routes lead there.")
  private @Nullable String first;

  @Option(
      names = "--last",
      paramLabel = "DIGITS",
      description = "Where it ends, as many digits, included. Default: the first.")
  private @Nullable String last;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Not before, like 2027-01-01 or 2027-01-01T06:00:00Z. Default: at once.")
  private @Nullable String from;

  @Option(
      names = "--dry-run",
      description = "Only judge it, count the bank's cards, and try it on a sample.")
  private boolean dryRun;

  @Mixin private ReasonOption reason;

  MoveCards(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    ObjectNode body = reason.body().put("to", to);
    if (first != null) {
      body.put("first", IssuerPrefix.of(first));
    }
    if (last != null) {
      body.put("last", IssuerPrefix.of(last));
    }
    if (from != null) {
      body.put("from", from);
    }
    AdminPath path = AdminPath.of("banks", bank, "moves");
    return desk.show(desk.vault().post(dryRun ? path.with("dryRun", "true") : path, body));
  }
}
