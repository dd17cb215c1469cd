package org.cardnym.bench.upgrade;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.cardnym.bench.stack.Balancer;
import org.cardnym.bench.stack.Building;
import org.cardnym.bench.stack.Enrolled;
import org.cardnym.bench.stack.Enrolled.Manner;
import org.cardnym.bench.stack.Stack;
import org.cardnym.bench.stack.Tempo;
import org.cardnym.bench.stack.Trouble;
import org.cardnym.bench.verdict.Books;
import org.cardnym.bench.verdict.Comparison;
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

/** One upgrade of two replicas, under payments and refunds. */
final class Run {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final long VISITS_SECONDS = 90;

  /** The bank thinks for about a second, so that a replica ends with payments under way. */
  private static final Trouble THINKS = new Trouble(Trouble.Kind.DELAY, 0, 800);

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

  /** True if no payment and no request failed, and all books agree. */
  boolean run(Path folder) throws IOException, InterruptedException, SQLException {
    say.accept("starting two vaults, a bank, a database");
    try (Stack stack = Building.build(root, folder, Tempo.REPEATS, null)) {
      say.accept("registering " + options.payers() + " payers, each with a card");
      List<Enrolled> all =
          Building.enrol(stack, Collections.nCopies(options.payers(), Manner.APPROVES));
      stack.bankGate().trouble(THINKS);
      try (Workload workload = new Workload(stack, all, findings)) {
        upgrade(stack, workload);
        compare(stack, workload);
      }
    }
    findings.all().forEach(each -> wrong.add(each.toString()));
    wrong.forEach(say);
    return wrong.isEmpty();
  }

  private void upgrade(Stack stack, Workload workload)
      throws IOException, InterruptedException, SQLException {
    try (Balancer leads = stack.balanced();
        Load<Phase> load = new Load<>(workload, Phase.BEFORE, Run::plan)) {
      pass(load, Phase.BEFORE);
      String before = schema(stack);
      Roll roll = new Roll(stack, say, wrong);
      load.enter(Phase.DURING);
      roll.upgrade(1);
      roll.again(0, "the old release, on the new schema");
      roll.upgrade(0);
      load.enter(Phase.AFTER);
      pass(load, Phase.AFTER);
      say.accept("schema " + before + " to " + schema(stack));
      if (!schema(stack).equals(Roll.NEWEST)) {
        wrong.add("the schema was not changed: " + schema(stack));
      }
      load.close();
      workload.finish(VISITS_SECONDS);
      if (!workload.unanswered().isEmpty()) {
        leads.changes().forEach(say);
      }
      tell(load);
    }
  }

  private void tell(Load<Phase> load) {
    for (Phase each : Phase.values()) {
      say.accept(
          "%-7s %s".formatted(each.name().toLowerCase(Locale.ROOT), Spread.of(load.sales(each))));
    }
    if (Spread.of(load.sales(Phase.DURING)).count() == 0) {
      wrong.add("nobody paid while replicas were replaced");
    }
  }

  private void compare(Stack stack, Workload workload) throws InterruptedException, SQLException {
    workload.settle();
    await.until("the end of all that is under way", PATIENCE, () -> nothingOpen(stack));
    workload.lookAtAll();
    for (Sale sale : workload.shop().sales()) {
      if (!sale.state().equals("approved")) {
        wrong.add("not approved: " + sale.reference() + " " + sale.state());
      }
    }
    new Comparison(workload.shop().sales(), workload.shop()::told, Books.read(stack), findings)
        .run();
    say.accept(
        "payments=%d refunds=%d unanswered=%d"
            .formatted(
                workload.shop().sales().size(),
                workload.shop().returns().size(),
                workload.unanswered().size()));
    workload.unanswered().forEach(each -> wrong.add("unanswered: " + each));
    String refused = only(stack, "select count(*) from audit_entry where action = 'row_refused'");
    if (!refused.equals("0")) {
      wrong.add("rows refused: " + refused);
    }
  }

  private static boolean nothingOpen(Stack stack) {
    try {
      return Books.open(stack).none();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Payments go on for the time that was asked for, and until there are some to compare with. */
  private void pass(Load<Phase> load, Phase phase) throws InterruptedException {
    Thread.sleep(Duration.ofSeconds(options.seconds()));
    await.until("payments " + phase, PATIENCE, () -> Spread.of(load.sales(phase)).count() >= 2);
  }

  private static Plan plan(int number, int replica) {
    Giving[] some = {Giving.NOTHING, Giving.PART, Giving.ALL};
    return new Plan(
        number,
        0,
        replica,
        Manner.APPROVES,
        100 + number % 300,
        Creating.ONCE,
        Act.PAY,
        some[number % some.length],
        false);
  }

  /** The newest migration that was made. */
  private static String schema(Stack stack) throws SQLException {
    return only(
        stack,
        "select version from flyway_schema_history where success"
            + " order by installed_rank desc limit 1");
  }

  private static String only(Stack stack, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                stack.vaultJdbc(), stack.vaultBooks().name(), stack.vaultBooks().password());
        var statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      found.next();
      return String.valueOf(found.getString(1));
    }
  }
}
