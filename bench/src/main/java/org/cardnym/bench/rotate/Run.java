package org.cardnym.bench.rotate;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.cardnym.bench.people.Cli;
import org.cardnym.bench.people.Signer;
import org.cardnym.bench.stack.Building;
import org.cardnym.bench.stack.Enrolled;
import org.cardnym.bench.stack.Enrolled.Manner;
import org.cardnym.bench.stack.Stack;
import org.cardnym.bench.stack.Tempo;
import org.cardnym.bench.verdict.Findings;
import org.cardnym.bench.workload.Load;
import org.cardnym.bench.workload.Plan;
import org.cardnym.bench.workload.Plan.Act;
import org.cardnym.bench.workload.Plan.Creating;
import org.cardnym.bench.workload.Plan.Giving;
import org.cardnym.bench.workload.Sale;
import org.cardnym.bench.workload.Spread;
import org.cardnym.bench.workload.Workload;
import org.cardnym.sandbox.process.Await;

/** The life of one KEK version to its end, under payments on two replicas. */
final class Run {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int DONE = 0;
  private static final int FASTEST = 100_000;
  private static final int WAITS_FOR_APPROVAL = 5;
  private static final long VISITS_SECONDS = 90;
  private static final int LEAST_PAYMENTS = 4;

  private final Path root;
  private final Options options;
  private final Consumer<String> say;
  private final Findings findings = new Findings();
  private final List<String> wrong = new ArrayList<>();
  private final Await await = new Await(() -> false);

  Run(Path root, Options options, Consumer<String> say) {
    this.root = root;
    this.options = options;
    this.say = say;
  }

  /** True if no payment failed, every payer's card still pays, and no row needs the old version. */
  boolean run(Path folder) throws IOException, InterruptedException, SQLException {
    say.accept("starting two vaults, a bank, a database");
    try (Stack stack = Building.build(root, folder, Tempo.PATIENT, null)) {
      say.accept("registering " + options.payers() + " payers, each with a card");
      List<Enrolled> all =
          Building.enrol(stack, Collections.nCopies(options.payers(), Manner.APPROVES));
      var cli = new Cli(root, folder.resolve("operator"), stack.cliSettings(true));
      moveIn(stack, cli, options.cards() - options.payers());
      try (Workload workload = new Workload(stack, all, findings)) {
        rotate(stack, workload, cli);
      }
    }
    findings.all().forEach(each -> wrong.add(each.toString()));
    wrong.forEach(say);
    return wrong.isEmpty();
  }

  /** The other cards are their bank's customers', who have chosen no proofs yet. */
  private void moveIn(Stack stack, Cli cli, int count) {
    if (count == 0) {
      return;
    }
    say.accept("moving " + count + " customers in, each with a card");
    Path file = stack.customers(count);
    long began = System.nanoTime();
    cli.want(DONE, "payers", "import", file.toString(), "--bank", stack.bankId());
    long seconds = Math.max(1, Duration.ofNanos(System.nanoTime() - began).toSeconds());
    say.accept(
        "customers=%d seconds=%d customers-per-second=%d"
            .formatted(count, seconds, count / seconds));
  }

  private void rotate(Stack stack, Workload workload, Cli cli)
      throws IOException, InterruptedException, SQLException {
    JsonNode walk;
    int closed;
    try (Load<Phase> load = new Load<>(workload, Phase.BEFORE, Run::pays)) {
      pass(load, Phase.BEFORE);
      closed = cli.want(DONE, "keys", "rotate", "kek").path("closed").asInt();
      say.accept("version " + closed + " closed, " + rows(stack, closed) + " rows under it");
      load.enter(Phase.DURING);
      long began = System.nanoTime();
      begin(cli);
      walk = new Walk(stack, () -> hurry(cli), say).watch();
      long seconds = Math.max(1, Duration.ofNanos(System.nanoTime() - began).toSeconds());
      say.accept(
          "rows=%d seconds=%d rows-per-second=%d"
              .formatted(
                  walk.path("total").asLong(), seconds, walk.path("total").asLong() / seconds));
      load.enter(Phase.AFTER);
      proven(cli, closed);
      pass(load, Phase.AFTER);
      end(stack, cli, closed);
      load.enter(Phase.DESTROYED);
      await.until(
          "a payment of every payer",
          PATIENCE,
          () -> load.payers(Phase.DESTROYED).size() == options.payers());
      tell(load);
    }
    workload.finish(VISITS_SECONDS);
    workload.settle();
    workload.lookAtAll();
    for (Sale sale : workload.shop().sales()) {
      if (!sale.state().equals("approved")) {
        wrong.add("not approved: " + sale.reference() + " " + sale.state());
      }
    }
    long left = rows(stack, closed);
    say.accept("rows under version " + closed + ": " + left);
    if (left > 0) {
      wrong.add(left + " rows are left under version " + closed);
    }
  }

  private static Plan pays(int number, int replica) {
    return new Plan(
        number,
        0,
        replica,
        Manner.APPROVES,
        100 + number % 300,
        Creating.ONCE,
        Act.PAY,
        Giving.NOTHING,
        false);
  }

  /** What remains goes as fast as it can, where the rate was lowered to have time for the kills. */
  private void hurry(Cli cli) {
    if (options.rate() > 0) {
      cli.want(DONE, "keys", "rewrap", "--no-wait", "--rate", Integer.toString(FASTEST));
    }
  }

  private void begin(Cli cli) {
    List<String> words = new ArrayList<>(List.of("keys", "rewrap", "--no-wait"));
    if (options.rate() > 0) {
      words.addAll(List.of("--rate", Integer.toString(options.rate())));
    }
    cli.want(DONE, words.toArray(String[]::new));
  }

  /** Replicas that were killed count as live for a minute, so it takes that long. */
  private void proven(Cli cli, int closed) {
    await.until(
        "the proof",
        PATIENCE,
        () -> cli.run("keys", "verify", "kek", "--only", Integer.toString(closed)).exit() == DONE);
  }

  /** Retired and destroyed by two people. */
  private void end(Stack stack, Cli cli, int closed) throws IOException {
    String version = Integer.toString(closed);
    List<Signer> people = new ArrayList<>();
    for (var person : stack.people()) {
      people.add(Signer.enrolled(stack, person, root));
    }
    for (String step : List.of("retire", "destroy")) {
      JsonNode asked =
          await.first(
              "the request to " + step,
              PATIENCE,
              () -> {
                Cli.Ended ended = cli.run("keys", step, "kek", version, "--reason", "rotation");
                // A replica that was killed may seem to hold the key for a few seconds more.
                return ended.exit() == WAITS_FOR_APPROVAL
                    ? java.util.Optional.of(ended.json())
                    : java.util.Optional.empty();
              });
      for (Signer each : people) {
        each.signs(asked.path("approval").asText());
      }
      String state =
          cli.want(DONE, "approvals", "show", asked.path("approval").asText())
              .path("state")
              .asText();
      say.accept("keys " + step + " kek " + version + ": " + state);
      if (!state.equals("done")) {
        wrong.add(step + " ended as " + state);
      }
    }
  }

  private void tell(Load<Phase> load) {
    for (Phase each : Phase.values()) {
      say.accept(
          "%-9s %s"
              .formatted(
                  each.name().toLowerCase(java.util.Locale.ROOT), Spread.of(load.sales(each))));
    }
  }

  /** Payments go on for the time that was asked for, and until there are some to compare with. */
  private void pass(Load<Phase> load, Phase phase) throws InterruptedException {
    Thread.sleep(Duration.ofSeconds(options.seconds()));
    await.until(
        "payments " + phase,
        PATIENCE,
        () -> Spread.of(load.sales(phase)).count() >= LEAST_PAYMENTS);
  }

  /** Counted past the vault, in every table that has such a column. */
  private static long rows(Stack stack, int version) throws SQLException {
    var books = stack.vaultBooks();
    try (Connection connection =
        DriverManager.getConnection(stack.vaultJdbc(), books.name(), books.password())) {
      long rows = 0;
      for (String table : tables(connection)) {
        try (PreparedStatement count =
            connection.prepareStatement(
                "select count(*) from \"" + table + "\" where kek_version = ?")) {
          count.setInt(1, version);
          try (ResultSet counted = count.executeQuery()) {
            counted.next();
            rows += counted.getLong(1);
          }
        }
      }
      return rows;
    }
  }

  private static List<String> tables(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (var statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "select table_name from information_schema.columns where column_name = 'kek_version'"
                    + " and table_schema = 'public'")) {
      while (found.next()) {
        tables.add(found.getString(1));
      }
    }
    if (Stream.of("card", "payer_key", "merchant").anyMatch(each -> !tables.contains(each))) {
      throw new IllegalStateException("tables with data keys: " + tables);
    }
    return tables;
  }
}
