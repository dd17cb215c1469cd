package org.cardnym.admin.payer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.connection.Reply;
import org.cardnym.admin.connection.VaultApi;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.cardnym.admin.terminal.Screen;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code payers import}: a bank moves its customers in, by a file that only the vault can open. */
@Command(
    name = "import",
    description = {
      "Moves a bank's customers in from a file that the bank has made: each line is signed by the bank"
          + " and sealed for the vault, so neither you nor this command sees a card.",
      "The first run asks two people to sign for this very file; run it again once they have. A run that"
          + " breaks off is gone on with by running it again: no line is taken twice.",
      "Ends with 1 if lines were refused; --report names them."
    },
    footer = {
      "  vault-admin payers import customers.jose --bank bnk_01k0a8m5c2e9tvq7x4n3b6d8fz \\",
      "    --reason 'move of May, ticket 4711' --report refused.csv"
    })
final class ImportPayers implements Callable<ExitCode> {
  private static final String IMPORTS = "imports";
  private static final int STEPS = 10;

  private final Desk desk;

  @Parameters(paramLabel = "FILE", description = "As the bank made it; at most 500000 lines.")
  private Path file;

  @Option(names = "--bank", required = true, paramLabel = "BANK", description = "Whose, bnk_…")
  private String bank;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why, for the two who sign it; a sandbox needs none.")
  private @Nullable String reason;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Where refused lines go, as CSV of line and code; what is there is replaced.")
  private @Nullable Path report;

  private int told;

  ImportPayers(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    CustomerFile customers = new CustomerFile(file);
    ObjectNode asked = customers.asked(bank);
    if (reason != null) {
      asked.put("reason", reason);
    }
    VaultApi vault = desk.vault();
    Reply reply = vault.post(AdminPath.of("payers", IMPORTS), asked);
    if (reply.exit() == ExitCode.WAITS_FOR_APPROVAL) {
      desk.screen()
          .note(
              "This file's digest, which both who sign must see: "
                  + CustomerFile.digest(asked)
                  + ".");
    }
    if (reply.exit() != ExitCode.DONE) {
      return desk.show(reply);
    }
    JsonNode state = reply.body();
    if (state.path("linesPerBlock").asInt() != CustomerFile.BLOCK) {
      throw new Failure(
          Trouble.ANSWER_NOT_UNDERSTOOD, "The vault takes blocks of another size than this sends.");
    }
    return ended(vault, sent(vault, customers, state));
  }

  private JsonNode sent(VaultApi vault, CustomerFile customers, JsonNode began) {
    String id = began.path("import").asText();
    JsonNode[] state = {began};
    if (!began.path("next").isNumber()) {
      return began;
    }
    int before = ImportLine.taken(began);
    ImportLine line = new ImportLine(before, desk.clock().instant());
    Screen screen = desk.screen();
    if (before > 0) {
      screen.note("Going on after line " + before + ".");
    }
    try {
      customers.from(
          began.path("next").asInt(),
          (block, bytes) -> {
            AdminPath path = AdminPath.of("payers", IMPORTS, id, "blocks", String.valueOf(block));
            state[0] = vault.post(path, "text/plain", bytes, problem -> {}).body();
            tell(screen, line, state[0]);
            return !Thread.currentThread().isInterrupted();
          });
    } catch (Failure failed) {
      screen.endProgress();
      screen.note(
          "Lines 1 to "
              + ImportLine.taken(state[0])
              + " are through; the same command goes on after them.");
      throw failed;
    }
    screen.endProgress();
    return state[0];
  }

  /** A bar where somebody looks on; elsewhere a line for each tenth. */
  private void tell(Screen screen, ImportLine line, JsonNode state) {
    String now = line.of(state, desk.clock().instant());
    screen.progress(now);
    int tenth = ImportLine.taken(state) * STEPS / Math.max(1, state.path("lines").asInt());
    if (!screen.isWatched() && tenth > told) {
      told = tenth;
      screen.note(now);
    }
  }

  private ExitCode ended(VaultApi vault, JsonNode state) {
    boolean all = state.path("refused").asInt() == 0;
    String refused =
        all && report == null
            ? ""
            : new RefusedLines(vault, state.path("import").asText()).tell(report);
    desk.screen().show(state);
    if (state.path("next").isNumber()) {
      desk.screen().note("Not all of it was sent; run the same command again.");
      return ExitCode.ERROR;
    }
    if (refused.isEmpty()) {
      return ExitCode.DONE;
    }
    desk.screen()
        .warn(
            "Lines were refused: "
                + refused
                + (report == null ? ". Run it again with --report FILE to see which." : "."));
    return ExitCode.ERROR;
  }
}
