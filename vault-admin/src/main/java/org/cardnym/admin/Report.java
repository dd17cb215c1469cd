package org.cardnym.admin;

import java.io.PrintWriter;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.terminal.PlainText;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The one place where what went wrong becomes words and an exit status. */
final class Report {
  private Report() {}

  /**
   * A command failed; of an unforeseen exception only kind and place are told, never its message.
   */
  static int of(Exception e, CommandLine command, Desk desk) {
    Failure failure = e instanceof Failure known ? known : unforeseen(e);
    desk.screen().failure(failure, pointer(failure, command));
    return failure.exit().number();
  }

  /** What was given is wrong: where it is said what is right. */
  private static String pointer(Failure failure, CommandLine command) {
    boolean input =
        failure.code().startsWith("malformed") || failure.code().equals("input_invalid");
    return input
        ? " " + command.getCommandSpec().qualifiedName() + " --help says what it takes."
        : "";
  }

  /** The command line was not understood. */
  static int usage(ParameterException e) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    String help = command.getCommandSpec().qualifiedName() + " --help";
    err.println("error: " + PlainText.of(UsageWords.of(e)));
    err.println(" code: usage");
    err.println(" next: " + help + " says what it takes.");
    if (!command.getSubcommands().isEmpty()) {
      err.println();
      HelpPage.commands(command).lines().forEach(err::println);
    }
    err.flush();
    return ExitCode.USAGE.number();
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
