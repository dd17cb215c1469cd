package org.cardnym.bench.workload;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.cardnym.bench.stack.Stack;
import org.cardnym.bench.verdict.Finding.Harm;
import org.cardnym.bench.workload.Plan.Act;
import org.cardnym.bench.workload.Plan.Creating;
import org.cardnym.sandbox.web.Answer;

/**
 * One shopper and what the shop does for them, to the end or as far as the run lets it. Whatever
 * isn't answered is asked again, under the same key, at the other replica.
 */
final class Visit implements Runnable {
  private static final long PAUSE_MILLIS = 300;
  private static final long FIRST_PAUSE_MILLIS = 20;

  private final Stack stack;
  private final Shop shop;
  private final Payers payers;
  private final Plan plan;
  private final BooleanSupplier over;
  private int replica;

  /**
   * @param over true when nothing new is to be begun any more
   */
  Visit(Stack stack, Shop shop, Payers payers, Plan plan, BooleanSupplier over) {
    this.stack = stack;
    this.shop = shop;
    this.payers = payers;
    this.plan = plan;
    this.over = over;
    this.replica = plan.replica();
  }

  @Override
  public void run() {
    Net.pause(plan.afterMillis());
    Payer payer = payer();
    if (payer == null) {
      return;
    }
    try {
      Sale sale = shop.sell(plan, payer.who().alias());
      create(sale);
      if (sale.id().isEmpty()) {
        return;
      }
      switch (plan.act()) {
        case CANCEL -> cancel(sale);
        case RACE -> {
          Thread canceling = Thread.startVirtualThread(() -> cancelOnce(sale));
          pay(sale, payer);
          canceling.join();
        }
        case PAY, PAY_TWICE -> pay(sale, payer);
      }
      awaitEnd(sale);
      if (sale.state().equals("approved")) {
        new Giving(shop, sale, plan, over).run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      payers.giveBack(payer);
    }
  }

  private @org.jspecify.annotations.Nullable Payer payer() {
    while (!over.getAsBoolean() && !payers.gone()) {
      Optional<Payer> found = payers.take(plan.manner());
      if (found.isPresent()) {
        return found.get();
      }
      Net.pause(PAUSE_MILLIS);
    }
    return null;
  }

  private void create(Sale sale) throws InterruptedException {
    if (plan.creating() == Creating.TWINS) {
      Thread twin = Thread.startVirtualThread(() -> createOnce(sale, 1 - replica));
      createOnce(sale, replica);
      twin.join();
    }
    while (!createOnce(sale, replica) && !over.getAsBoolean()) {
      next();
    }
    if (sale.id().isEmpty()) {
      return;
    }
    if (plan.creating() == Creating.AGAIN) {
      createOnce(sale, 1 - replica);
    }
    if (plan.creating() == Creating.OTHER_BODY) {
      createOther(sale);
    }
  }

  private boolean createOnce(Sale sale, int at) {
    try {
      Answer answer = shop.create(at, sale, sale.body());
      if (answer.status() == 422) {
        shop.findings().add(Harm.UNKNOWN, "same-body-refused", sale.reference(), answer.code());
      }
      return answer.ok();
    } catch (IOException unknown) {
      return false;
    }
  }

  private void createOther(Sale sale) {
    try {
      Answer answer = shop.create(replica, sale, sale.otherBody());
      if (answer.ok()) {
        shop.findings().add(Harm.DOUBLE, "other-body-taken", sale.id(), sale.reference());
      }
    } catch (IOException unknown) {
      // It must be refused where it is answered; a try that is lost shows nothing.
      next();
    }
  }

  /**
   * At most two proofs: the second, with the next code, where the first came to nothing and the
   * shopper has the patience. What they leave behind is canceled in the end.
   */
  private void pay(Sale sale, Payer payer) throws InterruptedException {
    var browser = new Browser(stack, shop.net(), shop.origin(), payer);
    int most = plan.givesUp() ? 1 : 2;
    for (int tries = 0; tries < most && !over.getAsBoolean(); tries++) {
      if (!open(sale, browser)) {
        return;
      }
      while (!payer.hasCode()) {
        Net.pause(PAUSE_MILLIS);
      }
      if (proved(sale, payer, browser)) {
        return;
      }
    }
  }

  private boolean open(Sale sale, Browser browser) {
    for (int tries = 0; tries < 30 && !over.getAsBoolean(); tries++) {
      try {
        int status = browser.open(replica, sale.page());
        if (status == 303) {
          return true;
        }
        if (status < 500) {
          if (plan.act() != Act.RACE) {
            shop.findings().add(Harm.UNKNOWN, "page-refused", sale.id(), "status " + status);
          }
          return false;
        }
      } catch (IOException unknown) {
        // Asked again below.
      }
      next();
    }
    return false;
  }

  /** True where no other proof is wanted: it held, or the payment waits for none any more. */
  private boolean proved(Sale sale, Payer payer, Browser browser) throws InterruptedException {
    String code = payer.code();
    List<Thread> twins = new ArrayList<>();
    if (plan.act() == Act.PAY_TWICE) {
      int other = 1 - replica;
      twins.add(Thread.startVirtualThread(() -> proveOnce(sale, browser, other, code)));
    }
    boolean held = proveOnce(sale, browser, replica, code);
    for (Thread twin : twins) {
      twin.join();
    }
    if (held) {
      payer.proved();
      return true;
    }
    next();
    lookUntilAnswered(sale);
    if (sale.state().equals("requires_authentication")) {
      payer.failed();
      return payer.tired();
    }
    if (sale.state().equals("canceled")) {
      payer.failed();
    } else {
      payer.proved();
    }
    return true;
  }

  private boolean proveOnce(Sale sale, Browser browser, int at, String code) {
    try {
      HttpResponse<String> answer = browser.prove(at, sale.id(), code);
      return answer.statusCode() == 200;
    } catch (IOException unknown) {
      return false;
    }
  }

  private void cancel(Sale sale) {
    while (!cancelOnce(sale) && !over.getAsBoolean()) {
      next();
    }
  }

  /** True where it was answered, one way or the other. */
  private boolean cancelOnce(Sale sale) {
    try {
      return shop.cancel(replica, sale).status() < 500;
    } catch (IOException unknown) {
      return false;
    }
  }

  /** Waits as a shop does that has no webhooks; who paid nothing is not waited for. */
  private void awaitEnd(Sale sale) {
    long pause = FIRST_PAUSE_MILLIS;
    for (int looks = 0; looks < 120 && !sale.ended() && !over.getAsBoolean(); looks++) {
      lookUntilAnswered(sale);
      if (sale.state().equals("requires_authentication") || sale.ended()) {
        return;
      }
      Net.pause(pause);
      pause = Math.min(2 * pause, 2 * PAUSE_MILLIS);
    }
  }

  private void lookUntilAnswered(Sale sale) {
    while (!over.getAsBoolean()) {
      try {
        if (shop.look(replica, sale).status() < 500) {
          return;
        }
      } catch (IOException unknown) {
        // Asked again below.
      }
      next();
    }
  }

  private void next() {
    replica = 1 - replica;
    Net.pause(PAUSE_MILLIS);
  }
}
