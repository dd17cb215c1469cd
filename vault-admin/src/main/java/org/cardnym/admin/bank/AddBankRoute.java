package org.cardnym.admin.bank;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.desk.ApprovalReason;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code banks routes add}: new cards of a range go to this bank. */
@Command(
    name = "add",
    description = "Routes new cards to a bank by the first 6 to 8 digits of their numbers.",
    footer =
        "  vault-admin banks routes add bnk_01k0a8m5c2e9tvq7x4n3b6d8fz --first 411110 --last 411119")
final class AddBankRoute implements Callable<ExitCode> {
  private final Desk desk;

  @Parameters(paramLabel = "BANK", description = "The bank's id, bnk_…")
  private String bank;

  @Option(
      names = "--first",
      required = true,
      paramLabel = "DIGITS",
      description = "Where the range begins, 6 to 8 digits.")
  private String first;

  @Option(
      names = "--last",
      paramLabel = "DIGITS",
      description = "Where it ends, as many digits, included. Default: the first.")
  private @Nullable String last;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "When it begins, like 2026-12-01 or 2026-12-01T06:00:00Z. Default: now.")
  private @Nullable String from;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "When it ends, likewise, not included. Default: never.")
  private @Nullable String until;

  @Mixin private ApprovalReason reason;

  AddBankRoute(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("first", IssuerPrefix.of(first));
    body.put("last", IssuerPrefix.of(last == null ? first : last));
    if (from != null) {
      body.put("from", from);
    }
    if (until != null) {
      body.put("until", until);
    }
    return desk.show(desk.vault().post(reason.on(AdminPath.of("banks", bank, "routes")), body));
  }
}
