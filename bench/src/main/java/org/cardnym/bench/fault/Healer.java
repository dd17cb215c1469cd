package org.cardnym.bench.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.cardnym.bench.stack.Server;
import org.cardnym.bench.stack.Stack;

/** Brings a stack up again. */
public final class Healer {
  private static final long HEALING_SECONDS = 240;

  private final Stack stack;

  public Healer(Stack stack) {
    this.stack = stack;
  }

  /** Everything that is down is started, and waited for. */
  public void heal() throws InterruptedException {
    awaitUp(stack.database(), stack::databaseReady);
    servers().forEach(Healer::keepUp);
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

  static void await(String what, BooleanSupplier isSo) throws InterruptedException {
    long end = System.nanoTime() + HEALING_SECONDS * 1_000_000_000L;
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(what + " is not back after " + HEALING_SECONDS + " s");
      }
      Thread.sleep(100);
    }
  }
}
