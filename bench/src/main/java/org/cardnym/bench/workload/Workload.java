package org.cardnym.bench.workload;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.cardnym.bench.stack.Enrolled;
import org.cardnym.bench.stack.Stack;
import org.cardnym.bench.verdict.Finding.Harm;
import org.cardnym.bench.verdict.Findings;
import org.cardnym.sandbox.web.Answer;

/** All visits of a run, and the shop's last round when nothing hurts any more. */
public final class Workload implements AutoCloseable {
  private static final long SECOND = 1_000;

  private final Stack stack;
  private final Shop shop;
  private final Payers payers;
  private final List<Thread> visits = new CopyOnWriteArrayList<>();
  private volatile boolean over;

  public Workload(Stack stack, List<Enrolled> all, Findings findings) throws IOException {
    this.stack = stack;
    this.shop = new Shop(stack, findings);
    this.payers = new Payers(all);
  }

  public Shop shop() {
    return shop;
  }

  /** Requests that got no answer, or one that was the vault's own fault. */
  public List<String> unanswered() {
    return shop.net().unanswered();
  }

  public int tiredPayers() {
    return payers.tired();
  }

  /** Begins visits; returns whether these are over. */
  public BooleanSupplier begin(List<Plan> plans) {
    List<Thread> begun =
        plans.stream()
            .map(
                plan -> Thread.startVirtualThread(new Visit(stack, shop, payers, plan, () -> over)))
            .toList();
    visits.removeIf(each -> !each.isAlive());
    visits.addAll(begun);
    return () -> begun.stream().noneMatch(Thread::isAlive);
  }

  /** Whoever still waits for somebody to pay goes away. */
  void leave() {
    payers.leave();
  }

  /** Lets visits come to their end, for so long; then they begin nothing new. */
  public void finish(long seconds) throws InterruptedException {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    while (visits.stream().anyMatch(Thread::isAlive) && System.nanoTime() < end) {
      Thread.sleep(100);
    }
    over = true;
    for (Thread each : visits) {
      each.join();
    }
  }

  /**
   * The shop's round over its books: what has no answer is asked again under its key, what nobody
   * paid is canceled.
   */
  public void settle() throws InterruptedException {
    for (Sale sale : shop.sales()) {
      definite(
          "create", sale, () -> sale.id().isEmpty() ? shop.create(0, sale, sale.body()) : DONE);
      if (sale.id().isEmpty()) {
        continue;
      }
      definite("look", sale, () -> shop.look(1, sale));
      if (sale.state().equals("requires_authentication")) {
        definite("cancel", sale, () -> shop.cancel(0, sale));
      }
      for (GiveBack back : sale.returns()) {
        if (back.id().isEmpty() && !back.ended()) {
          definite("refund", sale, () -> shop.refund(0, sale, back, back.asked()));
        }
      }
    }
  }

  /** The shop's last look, when the vault says that nothing is open. */
  public void lookAtAll() throws InterruptedException {
    for (Sale sale : shop.sales()) {
      if (sale.id().isEmpty()) {
        continue;
      }
      definite("look", sale, () -> shop.look(0, sale));
      for (GiveBack back : sale.returns()) {
        if (!back.id().isEmpty()) {
          definite("refund", sale, () -> shop.lookAtRefund(1, sale, back));
        }
      }
    }
  }

  @Override
  public void close() {
    over = true;
    shop.close();
  }

  private static final Answer DONE = new Answer(200, "{}");

  private interface Ask {
    Answer answer() throws IOException;
  }

  /** On a healed stack every question has an answer, soon. */
  private void definite(String what, Sale sale, Ask ask) throws InterruptedException {
    String last = "";
    for (int tries = 0; tries < 20; tries++) {
      try {
        Answer answer = ask.answer();
        if (answer.status() < 500 && answer.status() != 401) {
          return;
        }
        last = answer.status() + " " + answer.code();
      } catch (IOException unknown) {
        last = unknown.getClass().getSimpleName();
      }
      Thread.sleep(SECOND);
    }
    shop.findings().add(Harm.UNKNOWN, "no-answer-to-" + what, sale.reference(), last);
  }
}
