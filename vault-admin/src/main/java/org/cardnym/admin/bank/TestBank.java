package org.cardnym.admin.bank;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import org.cardnym.admin.terminal.Mark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code banks test}: walks the whole way to a bank, and says where it ends. */
@Command(
    name = "test",
    description = {
      "Tries the whole way from the vault to a bank: name, connection, TLS, sealed and signed messages,"
          + " and that the bank refuses what it must.",
      "No money is in it, no card unless asked for, and a suspended bank is tried too. Ends with 0"
          + " only if every check held."
    },
    footer = {
      "  vault-admin banks test bnk_01k0a8m5c2e9tvq7x4n3b6d8fz",
      "  vault-admin banks test bnk_01k0a8m5c2e9tvq7x4n3b6d8fz --card"
    })
final class TestBank implements Callable<ExitCode> {
  private final Desk desk;

  @Parameters(paramLabel = "BANK", description = "The bank's id, bnk_…")
  private String id;

  @Option(
      names = "--card",
      description =
          "Also have the bank check a card: a public test number that is nobody's. Whatever it"
              + " decides, its signed decision shows that it could read the card.")
  private boolean card;

  TestBank(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    JsonNode trial = desk.vault().post(AdminPath.of("banks", id, "test"), asked()).body();
    boolean held = trial.path("held").asBoolean();
    if (desk.screen().isForPeople()) {
      trial.path("checks").forEach(this::tell);
      desk.screen().note(held ? "All held." : "Begin with the first that fails.");
    } else {
      desk.screen().show(trial);
    }
    return held ? ExitCode.DONE : ExitCode.ERROR;
  }

  private ObjectNode asked() {
    ObjectNode asked = JsonNodeFactory.instance.objectNode();
    return card ? asked.put("card", true) : asked;
  }

  private void tell(JsonNode check) {
    String name = check.path("check").asText();
    String reason = check.path("reason").asText("");
    Mark mark =
        switch (check.path("state").asText()) {
          case "held" -> Mark.OK;
          case "skipped" -> Mark.SKIPPED;
          default -> Mark.FAILS;
        };
    String next = mark == Mark.FAILS ? TrialWords.next(name, reason) : "";
    desk.screen()
        .check(
            mark,
            TrialWords.label(name),
            TrialWords.WIDTH,
            TrialWords.finding(mark, name, reason, check.path("facts")),
            next);
  }
}
