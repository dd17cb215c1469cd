package org.cardnym.bench.restore;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.cardnym.bench.people.Cli;
import org.cardnym.bench.people.Signer;
import org.cardnym.bench.stack.Building;
import org.cardnym.bench.stack.Enrolled;
import org.cardnym.bench.stack.Enrolled.Manner;
import org.cardnym.bench.stack.Extras;
import org.cardnym.bench.stack.Stack;
import org.cardnym.bench.stack.Tempo;
import org.cardnym.bench.stack.Trouble;
import org.cardnym.bench.verdict.Books;
import org.cardnym.bench.verdict.Findings;
import org.cardnym.bench.workload.Plan;
import org.cardnym.bench.workload.Plan.Act;
import org.cardnym.bench.workload.Plan.Creating;
import org.cardnym.bench.workload.Plan.Giving;
import org.cardnym.bench.workload.Sale;
import org.cardnym.bench.workload.Workload;
import org.cardnym.sandbox.process.Await;
import org.cardnym.sandbox.web.Answer;

/** From a dump to books that agree again, by the procedures of docs/operations.md. */
final class Run {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int DONE = 0;
  private static final int REFUSED = 3;
  private static final int WAITS_FOR_APPROVAL = 5;
  private static final String JOURNAL = "journal";

  private final Path root;
  private final Options options;
  private final Consumer<String> say;
  private final List<String> wrong = new ArrayList<>();
  private final Await await = new Await(() -> false);
  private int number;

  Run(Path root, Options options, Consumer<String> say) {
    this.root = root;
    this.options = options;
    this.say = say;
  }

  /** True if the three books agree in the end, and whoever was erased or locked stays so. */
  boolean run(Path folder) throws IOException, InterruptedException, SQLException {
    Path programs = options.programs();
    say.accept("starting two vaults, a bank, a database (" + programs + ")");
    var extras = new Extras(Optional.of(programs), replica -> settings(folder, replica));
    try (Stack stack = Building.build(root, folder, Tempo.REPEATS, null, extras)) {
      // One pays nothing and is erased, one is locked; a code is good once, so each other pays
      // once.
      List<Enrolled> all =
          Building.enrol(stack, Collections.nCopies(2 * options.payments() + 4, Manner.APPROVES));
      var cli = new Cli(root, folder.resolve("operator"), stack.cliSettings(true));
      List<Signer> people = new ArrayList<>();
      for (var person : stack.people()) {
        people.add(Signer.enrolled(stack, person, root));
      }
      String erased = payer(cli, all.get(0));
      String locked = payer(cli, all.get(1));
      try (Workload shop = new Workload(stack, all.subList(2, all.size()), new Findings())) {
        var dump = new Dump(stack, programs);
        Sale open = work(stack, shop, dump);
        erase(cli, people, erased);
        cli.want(DONE, "payers", "lock", locked, "--reason", "after the dump");
        await.until("the journals", PATIENCE, () -> kept(folder, erased) && kept(folder, locked));
        lose(stack, dump);
        recover(stack, shop, cli, people);
        stays(cli, erased, locked);
        pay(shop, 1);
        agree(stack, shop, open);
      }
    }
    wrong.forEach(say);
    return wrong.isEmpty();
  }

  private static List<String> settings(Path folder, int replica) {
    Path own = folder.resolve("vault-" + (replica + 1));
    return List.of(
        "-Dcardnym.audit.heads-file=" + own.resolve("heads"),
        "-Dcardnym.audit.journal-file=" + own.resolve(JOURNAL),
        "-Dcardnym.recovery.patience=6s",
        "-Dcardnym.recovery.sweep=1s",
        "-Dcardnym.recovery.pause=2s",
        "-Dcardnym.reconciliation.sweep=1s");
  }

  private static String payer(Cli cli, Enrolled who) {
    return cli.want(DONE, "payers", "show", "--alias", who.alias()).path("id").asText();
  }

  /**
   * Payments; a payment that is open when the dump is taken, and approved after it; more payments,
   * and money given back for one from before. Returns the open one.
   */
  private Sale work(Stack stack, Workload shop, Dump dump)
      throws IOException, InterruptedException {
    pay(shop, options.payments());
    Sale early = shop.shop().sales().iterator().next();
    stack.bankGate().trouble(new Trouble(Trouble.Kind.RESET, 0, 0));
    stack.bankGate().trouble(new Trouble(Trouble.Kind.REFUSE, 0, 0));
    BooleanSupplier ended = shop.begin(List.of(plan()));
    Sale open =
        await.first(
            "a payment that waits for its bank",
            PATIENCE,
            () ->
                shop.shop().sales().stream()
                    .filter(sale -> state(shop, sale).equals("processing"))
                    .findFirst());
    dump.take();
    say.accept("dumped, while " + open.id() + " waits for its bank");
    stack.bankGate().clear();
    await.until("the open payment", PATIENCE, ended);
    want(open.state().equals("approved"), "the open payment ended as " + open.state());
    pay(shop, options.payments());
    want(shop.shop().giveBack(0, early, 40).ok(), "nothing was given back");
    await.until("the money given back", PATIENCE, () -> refunded(shop, early) == 40);
    return open;
  }

  private static String state(Workload shop, Sale sale) {
    try {
      return sale.id().isEmpty() ? "" : shop.shop().ask(0, sale).json().path("state").asText();
    } catch (IOException unknown) {
      return "";
    }
  }

  private static long refunded(Workload shop, Sale sale) {
    try {
      return shop.shop().ask(0, sale).json().at("/amounts/refunded").asLong();
    } catch (IOException unknown) {
      return -1;
    }
  }

  private void pay(Workload shop, int count) {
    BooleanSupplier ended = shop.begin(IntStream.range(0, count).mapToObj(i -> plan()).toList());
    await.until("payments", PATIENCE, ended);
  }

  private Plan plan() {
    int next = ++number;
    return new Plan(
        next,
        0,
        next % Stack.REPLICAS,
        Manner.APPROVES,
        100 + next,
        Creating.ONCE,
        Act.PAY,
        Giving.NOTHING,
        false);
  }

  private void erase(Cli cli, List<Signer> people, String payer) throws IOException {
    JsonNode asked =
        cli.want(WAITS_FOR_APPROVAL, "payers", "erase", payer, "--reason", "after the dump");
    sign(people, asked);
  }

  private static void sign(List<Signer> people, JsonNode asked) throws IOException {
    for (Signer each : people) {
      Cli.Ended ended = each.signs(asked.path("approval").asText());
      boolean first = each == people.getFirst();
      if (ended.exit() != (first ? WAITS_FOR_APPROVAL : DONE)) {
        throw new IllegalStateException("not signed: " + ended.out() + ended.err());
      }
    }
  }

  private static boolean kept(Path folder, String payer) {
    return IntStream.range(0, Stack.REPLICAS)
        .mapToObj(replica -> folder.resolve("vault-" + (replica + 1)).resolve(JOURNAL))
        .allMatch(journal -> text(journal).contains("subject=" + payer + " "));
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException unread) {
      return "";
    }
  }

  /** The database is gone with all replicas, and comes back as it was dumped. */
  private void lose(Stack stack, Dump dump) throws IOException, InterruptedException, SQLException {
    for (int replica = 0; replica < Stack.REPLICAS; replica++) {
      stack.vault(replica).kill();
    }
    dump.restore();
    say.accept("the database is lost, and the dump restored into an empty one");
    for (int replica = 0; replica < Stack.REPLICAS; replica++) {
      stack.vault(replica).start();
    }
    for (int replica = 0; replica < Stack.REPLICAS; replica++) {
      int started = replica;
      await.until("replica " + started, PATIENCE, () -> stack.vaultReady(started));
      want(
          stack.health(started).contains("recovery"),
          "replica " + started + " does not say that it recovers: " + stack.health(started));
    }
  }

  private void recover(Stack stack, Workload shop, Cli cli, List<Signer> people)
      throws IOException {
    Sale any = shop.shop().sales().iterator().next();
    for (int replica = 0; replica < Stack.REPLICAS; replica++) {
      Answer refused = shop.shop().orderAgain(replica, any);
      want(
          refused.status() == 503 && refused.code().equals("recovery"),
          "an order during the recovery answered " + refused.status() + " " + refused.code());
    }
    Cli.Ended tooEarly = cli.run("operator", "recover", "--finish", "--reason", "too early");
    want(
        tooEarly.exit() == REFUSED && tooEarly.err().contains("recovery_unfinished"),
        "the recovery could be ended at once: " + tooEarly.out() + tooEarly.err());
    await.until("all that is left", PATIENCE, () -> nothingLeft(stack));
    JsonNode recovery = cli.want(DONE, "operator", "recover").path("recovery");
    say.accept(
        "cause=%s journal=%s carried=%s"
            .formatted(
                recovery.path("cause").asText(),
                recovery.path("journal").asText(),
                recovery.path("carried").asText()));
    sign(
        people,
        cli.want(WAITS_FOR_APPROVAL, "operator", "recover", "--finish", "--reason", "drill"));
    await.until("both replicas", PATIENCE, () -> serves(stack, 0) && serves(stack, 1));
    say.accept("the recovery has ended");
  }

  private static boolean nothingLeft(Stack stack) {
    try {
      return stack.admin().get("/recovery").path("left").isEmpty();
    } catch (IOException unknown) {
      return false;
    }
  }

  private static boolean serves(Stack stack, int replica) {
    try {
      return stack.health(replica).contains("serving");
    } catch (IOException unknown) {
      return false;
    }
  }

  private void stays(Cli cli, String erased, String locked) {
    String gone = cli.want(DONE, "payers", "show", erased).path("state").asText();
    want(gone.equals("leaving") || gone.equals("erased"), "who was erased is " + gone);
    String shut = cli.want(DONE, "payers", "show", locked).path("state").asText();
    want(shut.equals("locked"), "who was locked is " + shut);
  }

  private void agree(Stack stack, Workload shop, Sale open) throws IOException, SQLException {
    Sale lost =
        shop.shop().sales().stream()
            .filter(sale -> isLost(shop, sale))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no payment was lost"));
    var ledgers = new Ledgers(shop.shop(), Books.read(stack));
    wrong.addAll(ledgers.compare());
    say.accept(
        "approved=%d lost=%d open-at-the-dump=%s"
            .formatted(
                ledgers.approved(),
                ledgers.lost(),
                shop.shop().ask(0, open).json().path("state").asText()));
    want(ledgers.lost() == options.payments(), "payments lost: " + ledgers.lost());
    want(ledgers.approved() == options.payments() + 1, "approved: " + ledgers.approved());
    Answer again = shop.shop().orderAgain(0, lost);
    Answer twice = shop.shop().orderAgain(1, lost);
    want(
        again.ok()
            && twice.ok()
            && again.json().path("id").equals(twice.json().path("id"))
            && again.json().path("state").asText().equals("requires_authentication"),
        "the lost order's key: " + again.body() + twice.body());
  }

  private static boolean isLost(Workload shop, Sale sale) {
    try {
      return shop.shop().ask(0, sale).status() == 410;
    } catch (IOException unknown) {
      return false;
    }
  }

  private void want(boolean so, String otherwise) {
    if (!so) {
      wrong.add(otherwise);
    }
  }
}
