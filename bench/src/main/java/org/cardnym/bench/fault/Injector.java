package org.cardnym.bench.fault;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
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

  private static final long HEALING_SECONDS = 240;

  private final Stack stack;
  private long stallsEnd = System.nanoTime();

  public Injector(Stack stack) {
    this.stack = stack;
  }

  /**
   * Strikes and heals.
   *
   * @param idle true when the visits that were to bring it about are over
   * @return false where nothing was struck: the step was not reached, or nothing passed the gate
   */
  public boolean strike(Fault fault, BooleanSupplier idle)
      throws InterruptedException, IOException {
    boolean struck =
        switch (fault.kind()) {
          case END_AT_STEP, STALL_AT_STEP -> atStep(fault, idle);
          default -> {
            Thread.sleep(fault.afterMillis());
            yield atOnce(fault);
          }
        };
    heal();
    return struck;
  }

  /** Waits until no thread stands still any more. */
  public void awaitStalls() throws InterruptedException {
    long left = stallsEnd - System.nanoTime();
    if (left > 0) {
      Thread.sleep(left / 1_000_000 + 1);
    }
  }

  /** Everything that is down is started, and waited for. */
  public void heal() throws InterruptedException {
    awaitUp(stack.database(), stack::databaseReady);
    servers().forEach(Injector::keepUp);
    awaitUp(stack.bank(), stack::bankReady);
    for (int replica = 0; replica < Stack.REPLICAS; replica++) {
      int each = replica;
      awaitUp(stack.vault(each), () -> stack.vaultReady(each));
    }
  }

  /**
   * As an orchestrator does it: what gives up while it starts is started again. A database does
   * where a killed one's last processes outlive it, a vault where the database takes too long.
   */
  private static void awaitUp(Server server, BooleanSupplier ready) throws InterruptedException {
    await(
        server.name(),
        () -> {
          keepUp(server);
          return ready.getAsBoolean();
        });
  }

  private static void keepUp(Server server) {
    if (!server.alive()) {
      requireOurDoing(server);
      server.start();
    }
  }

  private boolean atOnce(Fault fault) throws InterruptedException {
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
        await("an end at a step", () -> !stack.server(replica).alive());
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

  private List<Server> servers() {
    List<Server> all = new ArrayList<>(List.of(stack.bank()));
    for (int replica = 0; replica < Stack.REPLICAS; replica++) {
      all.add(stack.vault(replica));
    }
    return all;
  }

  /** 70 is the agent's way to say that it tests nothing any more. */
  private static void requireOurDoing(Server server) {
    if (server.exitCode() == 70) {
      throw new IllegalStateException(
          server.name() + " no longer fits the fault agent; see its log");
    }
  }

  private static void await(String what, BooleanSupplier isSo) throws InterruptedException {
    long end = System.nanoTime() + HEALING_SECONDS * 1_000_000_000L;
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(what + " is not back after " + HEALING_SECONDS + " s");
      }
      Thread.sleep(100);
    }
  }
}
