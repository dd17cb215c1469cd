package org.cardnym.bench.workload;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.cardnym.bench.stack.Stack;

/**
 * Payments one after the other, two at a time at each replica. A shopper whose replica goes away
 * asks at the other one, as a balancer would lead them.
 *
 * @param <P> what happens meanwhile, in its order
 */
public final class Load<P extends Enum<P>> implements AutoCloseable {
  private static final int AT_ONCE = 2 * Stack.REPLICAS;
  private static final long PAUSE_MILLIS = 20;

  /** What the shopper of a number does at a replica. */
  public interface Plans {
    Plan of(int number, int replica);
  }

  private final Workload workload;
  private final Plans plans;
  private final P first;
  private final AtomicInteger numbers = new AtomicInteger();
  private final Map<P, Long> entered;
  private final List<Thread> tills = new ArrayList<>();
  private volatile boolean over;

  /**
   * Begins at once.
   *
   * @param first what happens now
   */
  public Load(Workload workload, P first, Plans plans) {
    this.workload = workload;
    this.plans = plans;
    this.first = first;
    this.entered = new EnumMap<>(first.getDeclaringClass());
    enter(first);
    for (int till = 0; till < AT_ONCE; till++) {
      int replica = till % Stack.REPLICAS;
      tills.add(Thread.startVirtualThread(() -> sell(replica)));
    }
  }

  /** What is begun from now on is counted under this. */
  public synchronized void enter(P next) {
    entered.put(next, System.nanoTime());
  }

  /** The payments that were begun then, in any state. */
  public List<Sale> sales(P then) {
    return workload.shop().sales().stream().filter(sale -> at(sale.begun()) == then).toList();
  }

  private synchronized P at(long nanos) {
    return entered.entrySet().stream()
        .filter(each -> each.getValue() - nanos <= 0)
        .map(Map.Entry::getKey)
        .max(Comparator.naturalOrder())
        .orElse(first);
  }

  /** Who has paid then. */
  public Set<String> payers(P then) {
    return sales(then).stream()
        .filter(sale -> sale.state().equals("approved"))
        .map(Sale::alias)
        .collect(Collectors.toSet());
  }

  /** Nothing new is begun; what runs comes to its end. */
  @Override
  public void close() {
    over = true;
    workload.leave();
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
      BooleanSupplier ended = workload.begin(List.of(plans.of(numbers.incrementAndGet(), replica)));
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
