package org.cardnym.admin;

import java.io.PrintWriter;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.terminal.PlainText;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The one place where what went wrong becomes words and an exit status. */
final class Report {
  private Report() {}

  /**
   * A command failed; of an unforeseen exception only kind and place are told, never its message.
   */
  static int of(Exception e, Desk desk) {
    Failure failure = e instanceof Failure known ? known : unforeseen(e);
    desk.screen().failure(failure);
    return failure.exit().number();
  }

  /** The command line was not understood. */
  static int usage(ParameterException e) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("error: " + PlainText.of(withoutShares(String.valueOf(e.getMessage()))));
    err.println(" code: usage");
    err.println(" next: " + command.getCommandSpec().qualifiedName() + " --help");
    UnmatchedArgumentException.printSuggestions(e, err);
    if (!command.getSubcommands().isEmpty()) {
      err.println();
      command.usage(err);
    }
    err.flush();
    return ExitCode.USAGE.number();
  }

  /** A share that was typed where none is taken is in the shell's history; not in a log as well. */
  private static String withoutShares(String message) {
    return message.replaceAll("cardnym-share-1:[A-Za-z0-9_-]*", "(a share)");
  }

  private static Failure unforeseen(Exception e) {
    StackTraceElement[] trace = e.getStackTrace();
    String place = trace.length == 0 ? "an unknown place" : trace[0].toString();
    return new Failure(
        ExitCode.ERROR,
        "vault-admin itself failed: " + e.getClass().getName() + " at " + place,
        "internal",
        "Report these three lines; they hold no secret.");
  }
}
