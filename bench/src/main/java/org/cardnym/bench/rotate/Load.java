package org.cardnym.bench.rotate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.cardnym.bench.stack.Enrolled.Manner;
import org.cardnym.bench.stack.Stack;
import org.cardnym.bench.workload.Plan;
import org.cardnym.bench.workload.Plan.Act;
import org.cardnym.bench.workload.Plan.Creating;
import org.cardnym.bench.workload.Plan.Giving;
import org.cardnym.bench.workload.Sale;
import org.cardnym.bench.workload.Workload;

/**
 * Payments one after the other, two at a time at each replica. A shopper whose replica goes away
 * asks at the other one, as a balancer would lead them.
 */
final class Load implements AutoCloseable {
  private static final int AT_ONCE = 2 * Stack.REPLICAS;
  private static final long PAUSE_MILLIS = 20;

  private final Workload workload;
  private final AtomicInteger numbers = new AtomicInteger();
  private final Map<Phase, Long> entered = new ConcurrentHashMap<>();
  private final List<Thread> tills = new ArrayList<>();
  private volatile boolean over;

  Load(Workload workload) {
    this.workload = workload;
    enter(Phase.BEFORE);
    for (int till = 0; till < AT_ONCE; till++) {
      int replica = till % Stack.REPLICAS;
      tills.add(Thread.startVirtualThread(() -> sell(replica)));
    }
  }

  /** What is begun from now on is counted under this. */
  void enter(Phase next) {
    entered.put(next, System.nanoTime());
  }

  /** The payments that were begun then, in any state. */
  List<Sale> sales(Phase then) {
    return workload.shop().sales().stream().filter(sale -> at(sale.begun()) == then).toList();
  }

  private Phase at(long nanos) {
    return entered.entrySet().stream()
        .filter(each -> each.getValue() - nanos <= 0)
        .map(Map.Entry::getKey)
        .max(Comparator.naturalOrder())
        .orElse(Phase.BEFORE);
  }

  /** Who has paid then. */
  Set<String> payers(Phase then) {
    return sales(then).stream()
        .filter(sale -> sale.state().equals("approved"))
        .map(Sale::alias)
        .collect(Collectors.toSet());
  }

  /** Nothing new is begun; what runs comes to its end. */
  @Override
  public void close() {
    over = true;
    for (Thread each : tills) {
      try {
        each.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void sell(int replica) {
    while (!over) {
      int number = numbers.incrementAndGet();
      Plan plan =
          new Plan(
              number,
              0,
              replica,
              Manner.APPROVES,
              100 + number % 300,
              Creating.ONCE,
              Act.PAY,
              Giving.NOTHING,
              false);
      BooleanSupplier ended = workload.begin(List.of(plan));
      while (!ended.getAsBoolean()) {
        try {
          Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }
}
