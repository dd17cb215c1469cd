package org.cardnym.bench.workload;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.cardnym.bench.verdict.Finding.Harm;
import org.cardnym.sandbox.web.Answer;

/** Gives an approved payment back, as the plan says. */
final class Giving {
  private static final long PAUSE_MILLIS = 300;

  private final Shop shop;
  private final Sale sale;
  private final Plan plan;
  private final BooleanSupplier over;

  Giving(Shop shop, Sale sale, Plan plan, BooleanSupplier over) {
    this.shop = shop;
    this.sale = sale;
    this.plan = plan;
    this.over = over;
  }

  void run() throws InterruptedException {
    long some = 1 + sale.cents() / 3;
    switch (plan.giving()) {
      case NOTHING -> {}
      case ALL -> ask(begin("all", 0), plan.replica());
      case PART -> {
        ask(begin("part-1", some), plan.replica());
        ask(begin("part-2", some), 1 - plan.replica());
      }
      case TWINS -> {
        GiveBack one = begin("twin", some);
        together(() -> ask(one, 0), () -> ask(one, 1));
      }
      case TOO_MUCH -> {
        long most = 1 + 2 * sale.cents() / 3;
        GiveBack one = begin("much-1", most);
        GiveBack two = begin("much-2", most);
        together(() -> ask(one, 0), () -> ask(two, 1));
      }
      case OTHER_BODY -> {
        GiveBack one = begin("other", some);
        ask(one, plan.replica());
        otherBody(one, some + 1);
      }
    }
  }

  private GiveBack begin(String what, long cents) {
    return sale.giveBack("crash-refund-" + plan.number() + "-" + what, cents);
  }

  /** Until it is answered, at one replica or the other. */
  private void ask(GiveBack back, int first) {
    int replica = first;
    while (!over.getAsBoolean()) {
      if (answered(back, replica)) {
        return;
      }
      replica = 1 - replica;
      pause();
    }
  }

  private boolean answered(GiveBack back, int replica) {
    try {
      Answer answer = shop.refund(replica, sale, back, back.asked());
      if (answer.status() >= 400 && answer.status() < 500 && answer.status() != 401) {
        back.refused();
        if (plan.giving() != Plan.Giving.TOO_MUCH) {
          shop.findings().add(Harm.UNKNOWN, "refund-refused", sale.id(), answer.code());
        }
        return true;
      }
      return answer.ok();
    } catch (IOException unknown) {
      return false;
    }
  }

  private void otherBody(GiveBack back, long cents) {
    if (back.id().isEmpty()) {
      return;
    }
    String before = back.id();
    try {
      Answer answer = shop.refund(plan.replica(), sale, back, cents);
      if (answer.ok()) {
        shop.findings().add(Harm.DOUBLE, "other-refund-taken", sale.id(), before);
      }
    } catch (IOException unknown) {
      // It must be refused where it is answered; a try that is lost shows nothing.
      pause();
    }
  }

  private static void together(Runnable one, Runnable other) throws InterruptedException {
    Thread twin = Thread.startVirtualThread(other);
    one.run();
    twin.join();
  }

  private static void pause() {
    Net.pause(PAUSE_MILLIS);
  }
}
