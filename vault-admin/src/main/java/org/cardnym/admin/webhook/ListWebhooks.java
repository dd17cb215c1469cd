package org.cardnym.admin.webhook;

import java.util.List;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.desk.PageOptions;
import org.cardnym.admin.outcome.ExitCode;
import org.cardnym.admin.terminal.Column;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code webhooks list}: a page of deliveries, the newest event first. */
@Command(
    name = "list",
    description = "Lists webhooks, the newest event first.",
    footer = "  vault-admin webhooks list --state dead --merchant mer_01k0a8m5c2e9tvq7x4n3b6d8fz")
final class ListWebhooks implements Callable<ExitCode> {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("EVENT", "event"),
          Column.of("MERCHANT", "merchant"),
          Column.of("STATE", "state"),
          Column.number("TRIES", "tries"),
          Column.of("LAST RESULT", "result"),
          Column.of("DUE", "dueAt"));

  private final Desk desk;

  @Option(
      names = "--merchant",
      paramLabel = "MERCHANT",
      description = "Only this merchant's, mer_…")
  private @Nullable String merchant;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only those that are ${COMPLETION-CANDIDATES}.")
  private @Nullable DeliveryState state;

  @Mixin private PageOptions page;

  ListWebhooks(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    AdminPath path = page.of(AdminPath.of("webhooks"));
    path = merchant == null ? path : path.with("merchant", merchant);
    path = state == null ? path : path.with("state", state.toString());
    boolean all = merchant == null && state == null;
    return desk.list(
        desk.vault().get(path),
        COLUMNS,
        all
            ? "No webhooks yet: no merchant with an endpoint has had an event (merchants set-webhook)."
            : "No such webhooks. Without --state and --merchant all are listed.");
  }
}
