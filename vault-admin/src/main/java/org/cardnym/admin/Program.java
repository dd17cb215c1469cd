package org.cardnym.admin;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.desk.Surroundings;
import org.cardnym.admin.desk.TakesThumbprint;
import org.cardnym.admin.outcome.ExitCode;
import org.cardnym.admin.settings.GlobalOptions;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Runs one command and turns its end into an exit status. */
public final class Program {
  private final Surroundings surroundings;

  Program(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  int run(String... typed) {
    String[] args = spelledOut(typed);
    GlobalOptions options = new GlobalOptions();
    Desk desk = new Desk(surroundings, options);
    CommandLine commandLine = new CommandLine(new VaultAdmin(options), new CommandFactory(desk));
    VaultAdmin.commandsFor(args).forEach(commandLine::addSubcommand);
    takeThumbprints(commandLine);
    HelpPage.on(commandLine);
    return commandLine
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExpandAtFiles(false)
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setOut(surroundings.out())
        .setErr(surroundings.err())
        .setExecutionStrategy(Program::execute)
        .setExecutionExceptionHandler((e, command, parsed) -> Report.of(e, command, desk))
        .setParameterExceptionHandler((e, words) -> Report.usage(e))
        .execute(args);
  }

  /** {@code help banks add} asks for the same as {@code banks add --help}. */
  private static String[] spelledOut(String... args) {
    if (args.length == 0 || !args[0].equals("help")) {
      return args;
    }
    String[] asked = Arrays.copyOfRange(args, 1, args.length + 1);
    asked[args.length - 1] = "--help";
    return asked;
  }

  private static void takeThumbprints(CommandLine commandLine) {
    if (commandLine.getCommandSpec().userObject() instanceof TakesThumbprint) {
      commandLine.setUnmatchedOptionsArePositionalParams(true);
    }
    commandLine.getSubcommands().values().forEach(Program::takeThumbprints);
  }

  private static int execute(ParseResult parsed) {
    int status = new RunLast().execute(parsed);
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    Object result = last.commandSpec().commandLine().getExecutionResult();
    return result instanceof ExitCode exit ? exit.number() : status;
  }

  /** The command itself. */
  public static void main(String[] args) {
    PrintWriter out = writer(FileDescriptor.out);
    PrintWriter err = writer(FileDescriptor.err);
    int status = new Program(Surroundings.real(out, err)).run(args);
    out.flush();
    err.flush();
    // A script has to know when what it reads was cut, by a full disk for instance.
    System.exit(status == 0 && out.checkError() ? ExitCode.ERROR.number() : status);
  }

  /** UTF-8 whatever the locale: JSON knows no other (RFC 8259 section 8.1). */
  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8));
  }
}
