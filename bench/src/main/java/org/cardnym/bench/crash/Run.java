package org.cardnym.bench.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.cardnym.bench.agent.Fit;
import org.cardnym.bench.fault.Cycle;
import org.cardnym.bench.fault.Fault;
import org.cardnym.bench.fault.Injector;
import org.cardnym.bench.stack.Building;
import org.cardnym.bench.stack.Enrolled.Manner;
import org.cardnym.bench.stack.Stack;
import org.cardnym.bench.stack.Tempo;
import org.cardnym.bench.verdict.Books;
import org.cardnym.bench.verdict.CodeSweep;
import org.cardnym.bench.verdict.Comparison;
import org.cardnym.bench.verdict.Finding.Harm;
import org.cardnym.bench.verdict.Findings;
import org.cardnym.bench.workload.Plan;
import org.cardnym.bench.workload.Shop;
import org.cardnym.bench.workload.Workload;

/** One seed's run: faults while payments run, then peace, then the books. */
final class Run {
  private static final long VISITS_SECONDS = 90;
  private static final long DRAIN_SECONDS = 400;
  private static final int MOST_UNSTRUCK = 3;

  /** One in so many payments has to be approved. */
  private static final int LEAST_PAID = 5;

  private final Path root;
  private final Options options;
  private final long seed;
  private final Consumer<String> say;
  private final Findings findings = new Findings();
  private final Report report;
  private final String plant;

  Run(Path root, Options options, long seed, Consumer<String> say) {
    this.root = root;
    this.options = options;
    this.seed = seed;
    this.say = say;
    this.plant = options.plant() == null ? "" : options.plant().word();
    this.report = new Report(options.out(), seed, plant);
  }

  Summary run(Path folder) throws InterruptedException, IOException {
    Fit.require(root);
    report.begin(seed, options, plant);
    say.accept("seed " + seed + ": starting two vaults, a bank, a database");
    Tally tally;
    try (Stack stack = Building.build(root, folder, Tempo.of(seed), options.plant())) {
      new Canary(stack).leaveMarks();
      var payers = Building.enrol(stack, manners(options.payers()));
      try (Workload workload = new Workload(stack, payers, findings)) {
        tally = tried(stack, workload);
      }
    }
    new CodeSweep(Canary.CODE).run(folder, findings);
    return end(tally);
  }

  /** What a run came to, beside its findings. */
  private record Tally(
      int struck, int payments, long approved, int refunds, int webhooks, int tiredPayers) {}

  private Tally tried(Stack stack, Workload workload) throws InterruptedException {
    int struck = 0;
    try {
      struck = hurt(stack, workload);
      settle(stack, workload);
      compare(stack, workload);
      if (struck < options.faults()) {
        findings.add(Harm.UNKNOWN, "too-few-faults", "run", struck + " struck");
      }
    } catch (RuntimeException | SQLException | IOException broken) {
      // Whatever breaks a run off, it did not show that all is well.
      findings.add(Harm.UNKNOWN, "run-broken-off", "stack", broken.toString());
    }
    return new Tally(
        struck,
        workload.shop().sales().size(),
        approved(workload),
        workload.shop().returns().size(),
        workload.shop().events(),
        workload.tiredPayers());
  }

  private int hurt(Stack stack, Workload workload) throws InterruptedException, IOException {
    Injector injector = new Injector(stack, workload.shop());
    int struck = 0;
    int visits = 0;
    int most = options.faults() * MOST_UNSTRUCK;
    int number = 1;
    while (struck < options.faults() && number <= most) {
      List<Fault> faults = Cycle.from(seed, number, options.faults() - struck);
      number += faults.size();
      List<Plan> plans = new ArrayList<>();
      for (Fault fault : faults) {
        plans.addAll(Visits.during(seed, visits + plans.size(), fault));
      }
      visits += plans.size();
      long began = System.nanoTime();
      BooleanSupplier idle = workload.begin(plans);
      List<Boolean> hits = injector.strike(faults, idle);
      Duration took = since(began);
      for (int i = 0; i < faults.size(); i++) {
        struck += hits.get(i) ? 1 : 0;
        tell(faults.get(i), hits.get(i), took);
      }
    }
    injector.awaitStalls();
    return struck;
  }

  private void tell(Fault fault, boolean hit, Duration took) {
    report.fault(fault, hit, took);
    say.accept(
        String.format(
            "%4d %-36s %s %5.1f s",
            fault.number(), fault.word(), hit ? "struck" : "missed", took.toMillis() / 1000.0));
  }

  private void settle(Stack stack, Workload workload) throws InterruptedException, SQLException {
    workload.finish(VISITS_SECONDS);
    workload.settle();
    long began = System.nanoTime();
    Books.Open open = Books.open(stack);
    while (!open.none() && since(began).toSeconds() < DRAIN_SECONDS) {
      Thread.sleep(500);
      open = Books.open(stack);
    }
    report.drained(open, since(began));
    if (!open.none()) {
      findings.add(Harm.UNKNOWN, "not-drained", "vault", open.toString());
    }
    workload.lookAtAll();
  }

  private void compare(Stack stack, Workload workload) throws SQLException {
    Books books = Books.read(stack);
    Shop shop = workload.shop();
    new Comparison(shop.sales(), shop::told, books, findings).run();
    new Operator(stack.admin(), findings).look(books);
    long paid = approved(workload);
    if (paid * LEAST_PAID < shop.sales().size()) {
      // Books in which nothing stands agree always.
      findings.add(Harm.UNKNOWN, "hardly-anything-was-paid", "run", paid + " approved");
    }
  }

  private static long approved(Workload workload) {
    return workload.shop().sales().stream().filter(sale -> sale.state().equals("approved")).count();
  }

  private Summary end(Tally tally) {
    findings.all().forEach(report::finding);
    findings.all().forEach(each -> say.accept(each.toString()));
    Summary summary = Summary.of(seed, tally.struck(), tally.payments(), findings);
    report.end(
        summary,
        Map.of(
            "approved", tally.approved(),
            "refunds", tally.refunds(),
            "webhooks", tally.webhooks(),
            "tiredPayers", tally.tiredPayers()));
    return summary;
  }

  /** Most cards approve; from nine payers on, each other manner has one. */
  private static List<Manner> manners(int count) {
    List<Manner> all =
        new ArrayList<>(
            List.of(
                Manner.APPROVES,
                Manner.APPROVES,
                Manner.SLOW,
                Manner.APPROVES,
                Manner.SILENT,
                Manner.APPROVES,
                Manner.NO_MONEY,
                Manner.GARBAGE,
                Manner.UNSIGNED));
    while (all.size() < count) {
      all.add(all.size() % 5 == 4 ? Manner.SLOW : Manner.APPROVES);
    }
    return all.subList(0, count);
  }

  private static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
