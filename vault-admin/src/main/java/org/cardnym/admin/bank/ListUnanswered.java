package org.cardnym.admin.bank;

import java.util.List;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import org.cardnym.admin.terminal.Column;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code banks unanswered}: what banks still owe an answer to, the oldest first. */
@Command(
    name = "unanswered",
    description = {
      "Lists messages that a bank has not answered, oldest first, at most 100: reversals, refunds,"
          + " and notices to holders whose bank only compared their card's data.",
      "The vault repeats them until the bank answers."
    },
    footer = "  vault-admin banks unanswered --minutes 1440")
final class ListUnanswered implements Callable<ExitCode> {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("MESSAGE", "message"),
          Column.of("KIND", "kind"),
          Column.of("BANK", "bank"),
          Column.of("ABOUT", "about"),
          Column.number("SENT", "transmissions"),
          Column.of("SINCE", "since"));

  private final Desk desk;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of so many minutes ago and older. Default: ${DEFAULT-VALUE}.")
  private int minutes;

  ListUnanswered(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    AdminPath path = AdminPath.of("unanswered").with("minutes", Integer.toString(minutes));
    return desk.list(
        desk.vault().get(path), COLUMNS, "Nothing: banks have answered all that is so old.");
  }
}
