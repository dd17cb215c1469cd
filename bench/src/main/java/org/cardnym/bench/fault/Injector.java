package org.cardnym.bench.fault;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.cardnym.bench.agent.MovedClock;
import org.cardnym.bench.agent.Order;
import org.cardnym.bench.agent.Step;
import org.cardnym.bench.fault.Fault.Kind;
import org.cardnym.bench.stack.Gate;
import org.cardnym.bench.stack.Server;
import org.cardnym.bench.stack.Stack;

/** Does a fault to the stack and heals it; all is up again when it returns. */
public final class Injector {
  private static final long STEP_SECONDS = 60;

  /** What sweepers do comes after the visits that it is about. */
  private static final long LATE_MILLIS = 10_000;

  private final Stack stack;
  private final ShopDoor shop;
  private final Healer healer;
  private long stallsEnd = System.nanoTime();

  public Injector(Stack stack, ShopDoor shop) {
    this.stack = stack;
    this.shop = shop;
    this.healer = new Healer(stack);
  }

  /**
   * Strikes with all of them at once, and heals.
   *
   * @return for each whether it struck
   */
  public List<Boolean> strike(List<Fault> faults, BooleanSupplier idle)
      throws InterruptedException, IOException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> all =
          faults.stream().map(fault -> threads.submit(() -> strike(fault, idle))).toList();
      List<Boolean> struck = new ArrayList<>();
      for (Future<Boolean> each : all) {
        struck.add(each.get());
      }
      healer.heal();
      return struck;
    } catch (ExecutionException broken) {
      throw new IllegalStateException("a fault could not be done", broken.getCause());
    }
  }

  /**
   * Strikes.
   *
   * @param idle true when the visits that were to bring it about are over
   * @return false where nothing was struck: the step was not reached, or nothing passed the gate
   */
  private boolean strike(Fault fault, BooleanSupplier idle)
      throws InterruptedException, IOException {
    return switch (fault.kind()) {
      case END_AT_STEP, STALL_AT_STEP -> atStep(fault, idle);
      // The bank is slow before the crowd comes.
      case CROWD -> crowded(fault);
      default -> {
        Thread.sleep(fault.afterMillis());
        yield atOnce(fault);
      }
    };
  }

  /** Waits until no thread stands still any more. */
  public void awaitStalls() throws InterruptedException {
    long left = stallsEnd - System.nanoTime();
    if (left > 0) {
      Thread.sleep(left / 1_000_000 + 1);
    }
  }

  private boolean atOnce(Fault fault) throws InterruptedException, IOException {
    Server vault = stack.vault(fault.replica());
    return switch (fault.kind()) {
      case KILL_VAULT -> killed(vault, fault);
      case KILL_VAULTS -> {
        stack.vault(0).kill();
        stack.vault(1).kill();
        Thread.sleep(fault.lastMillis());
        yield true;
      }
      case RESTART_VAULT -> restarted(vault);
      case PAUSE_VAULT -> paused(vault, fault);
      case KILL_BANK -> killed(stack.bank(), fault);
      case RESTART_BANK -> restarted(stack.bank());
      case PAUSE_BANK -> paused(stack.bank(), fault);
      case KILL_DATABASE -> killed(stack.database(), fault);
      case PAUSE_DATABASE -> paused(stack.database(), fault);
      case CLOCK_VAULT -> moved(stack.orders(fault.replica()), fault);
      case CLOCK_BANK -> moved(stack.orders(Stack.BANK), fault);
      case SHOP_REFUSES -> {
        shop.shut();
        Thread.sleep(fault.lastMillis());
        yield shop.open() > 0;
      }
      default -> {
        Gate gate = fault.kind().atDatabaseGate() ? stack.databaseGate() : stack.bankGate();
        gate.trouble(fault.trouble());
        Thread.sleep(fault.lastMillis());
        yield gate.clear() > 0;
      }
    };
  }

  private static boolean killed(Server server, Fault fault) throws InterruptedException {
    server.kill();
    Thread.sleep(fault.lastMillis() / 2);
    return true;
  }

  private static boolean restarted(Server server) {
    server.terminate();
    return true;
  }

  private static boolean paused(Server server, Fault fault) throws InterruptedException {
    server.pause();
    Thread.sleep(fault.lastMillis());
    server.resume();
    return true;
  }

  private static boolean moved(Path orders, Fault fault) throws InterruptedException, IOException {
    MovedClock.move(orders, fault.moveMillis());
    try {
      Thread.sleep(fault.lastMillis());
    } finally {
      MovedClock.setRight(orders);
    }
    return true;
  }

  /** Struck where some found no place. */
  private boolean crowded(Fault fault) throws InterruptedException, IOException {
    long before = stack.heldBack(fault.replica());
    stack.bankGate().trouble(fault.trouble());
    Thread.sleep(fault.lastMillis());
    stack.bankGate().clear();
    return stack.heldBack(fault.replica()) > before;
  }

  private boolean atStep(Fault fault, BooleanSupplier idle)
      throws InterruptedException, IOException {
    boolean ends = fault.kind() == Kind.END_AT_STEP;
    List<Integer> replicas = whose(fault);
    for (int replica : replicas) {
      new Order(fault.number(), fault.step(), fault.skip(), ends ? 0 : fault.lastMillis())
          .give(stack.orders(replica));
    }
    long end = System.nanoTime() + STEP_SECONDS * 1_000_000_000L;
    while (System.nanoTime() < end && !fired(replicas)) {
      if (idle.getAsBoolean()) {
        long late = System.nanoTime() + (late(fault.step()) ? LATE_MILLIS : 0) * 1_000_000;
        end = Math.min(end, late);
      }
      Thread.sleep(50);
    }
    boolean fired = false;
    for (int replica : replicas) {
      fired |= Order.withdraw(stack.orders(replica));
    }
    if (fired && ends) {
      awaitDead(replicas);
    }
    if (fired && !ends) {
      // The thread stands still beside the faults that follow.
      stallsEnd = Math.max(stallsEnd, System.nanoTime() + fault.lastMillis() * 1_000_000);
    }
    return fired;
  }

  private boolean fired(List<Integer> replicas) {
    return replicas.stream().anyMatch(replica -> Order.fired(stack.orders(replica)));
  }

  private void awaitDead(List<Integer> replicas) throws InterruptedException {
    for (int replica : replicas) {
      if (Order.fired(stack.orders(replica))) {
        Healer.await("an end at a step", () -> !stack.server(replica).alive());
      }
    }
  }

  private static List<Integer> whose(Fault fault) {
    if (fault.step().atBank()) {
      return List.of(Stack.BANK);
    }
    return anyReplica(fault.step()) ? List.of(0, 1) : List.of(fault.replica());
  }

  /** Steps that either replica's sweeper may take. */
  private static boolean anyReplica(Step step) {
    return late(step) || step == Step.HOLD_RELEASED;
  }

  private static boolean late(Step step) {
    return List.of("REVERSAL_", "REFUND_", "WEBHOOK_").stream().anyMatch(step.name()::startsWith);
  }
}
