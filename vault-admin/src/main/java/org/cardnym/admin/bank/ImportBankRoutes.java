package org.cardnym.admin.bank;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.connection.Reply;
import org.cardnym.admin.desk.ApprovalReason;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code banks routes import}: the routes of a CSV file, all of them or none. */
@Command(
    name = "import",
    description = {
      "Takes routes from a CSV file, all of them or none, and says of each line what became of it.",
      "The first line is bank,first,last,from,until; from and until may be left out. bank is an"
          + " institution id, times are like 2026-12-01 or 2026-12-01T06:00:00Z, empty for now and"
          + " for never. Running it again changes nothing."
    },
    footer = {
      "  vault-admin banks routes import routes.csv --dry-run",
      "  vault-admin banks routes import routes.csv --replace"
    })
final class ImportBankRoutes implements Callable<ExitCode> {
  private final Desk desk;

  @Parameters(paramLabel = "FILE", description = "CSV (RFC 4180), UTF-8, at most 5000 lines.")
  private Path file;

  @Option(names = "--dry-run", description = "Only say what it would do.")
  private boolean dryRun;

  @Option(
      names = "--replace",
      description = "Remove what the banks in the file have beside it; other banks keep theirs.")
  private boolean replace;

  @Mixin private ApprovalReason reason;

  ImportBankRoutes(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    byte[] table = RouteFile.read(file);
    AdminPath path = AdminPath.of("routes", "import");
    path = dryRun ? path.with("dryRun", "true") : path;
    path = replace ? path.with("replace", "true") : path;
    path = reason.on(path);
    RouteReport report = new RouteReport(desk.screen());
    Reply reply = desk.vault().post(path, "text/csv", table, report::refused);
    if (reply.exit() != ExitCode.DONE) {
      return desk.show(reply);
    }
    report.done(reply.body());
    return ExitCode.DONE;
  }
}
