package org.cardnym.bank;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;
import java.util.logging.LogManager;

/** The command line. Exit codes: 0 done, 1 error, 2 usage. */
final class Main {

  private static final int ERROR = 1;
  private static final int USAGE = 2;

  private static final String HELP =
      """
      usage: reference-bank init  --dir DIR --institution ID [--encryption ECDH-ES+A256KW|RSA-OAEP-256]
             reference-bank serve --config FILE.properties
             reference-bank add-key   --dir DIR --institution ID --use enc|sig [--encryption …]
             reference-bank sign-with --dir DIR --institution ID --key KID
             reference-bank drop-key  --dir DIR --institution ID --key KID
             reference-bank export-customers --dir DIR --institution ID --issuer VAULT-NAME --vault-key FILE.json
                                             --count N --file OUT [--prefix imported-]
      """;

  private Main() {}

  public static void main(String[] arguments) throws InterruptedException {
    readLogging();
    int exit = run(List.of(arguments), System.out, System.err);
    if (exit != 0) {
      System.exit(exit);
    }
  }

  static int run(List<String> arguments, PrintStream out, PrintStream err)
      throws InterruptedException {
    try {
      return dispatch(arguments, out);
    } catch (UsageException e) {
      err.println("reference-bank: " + e.getMessage());
      err.print(HELP);
      return USAGE;
    } catch (SQLException e) {
      err.println("reference-bank: the database can't be used, sqlState=" + e.getSQLState());
      return ERROR;
    } catch (IOException | RuntimeException e) {
      err.println("reference-bank: " + e.getClass().getSimpleName() + ": " + e.getMessage());
      return ERROR;
    }
  }

  private static int dispatch(List<String> arguments, PrintStream out)
      throws IOException, SQLException, InterruptedException {
    String command = arguments.isEmpty() ? "" : arguments.get(0);
    switch (command) {
      case "init" -> InitCommand.run(arguments.subList(1, arguments.size()), out);
      case "serve" -> ServeCommand.run(arguments.subList(1, arguments.size()), out);
      case "add-key" -> KeysCommand.add(arguments.subList(1, arguments.size()), out);
      case "sign-with" -> KeysCommand.signWith(arguments.subList(1, arguments.size()), out);
      case "drop-key" -> KeysCommand.drop(arguments.subList(1, arguments.size()), out);
      case "export-customers" -> ExportCommand.run(arguments.subList(1, arguments.size()), out);
      case "--help", "help" -> out.print(HELP);
      default ->
          throw new UsageException(
              command.isEmpty() ? "no command" : "unknown command: " + command);
    }
    return 0;
  }

  private static void readLogging() {
    try (InputStream settings = Main.class.getResourceAsStream("logging.properties")) {
      if (settings != null) {
        LogManager.getLogManager().readConfiguration(settings);
      }
    } catch (IOException e) {
      throw new IllegalStateException("the logging settings are unreadable", e);
    }
  }
}
