package org.cardnym.bench.crash;

import java.io.IOException;
import org.cardnym.bench.agent.Order;
import org.cardnym.bench.agent.Step;
import org.cardnym.bench.fault.Healer;
import org.cardnym.bench.stack.Building;
import org.cardnym.bench.stack.Stack;

/**
 * Somebody who types a verification code that stands nowhere by chance: once until the bank refuses
 * it, once into a vault that dies with it.
 */
final class Canary {
  static final String CODE = "9174";

  private final Stack stack;

  Canary(Stack stack) {
    this.stack = stack;
  }

  void leaveMarks() throws IOException, InterruptedException {
    type("canary-one");
    for (int replica = 0; replica < Stack.REPLICAS; replica++) {
      new Order(-1, Step.SEALED, 0, 0).give(stack.orders(replica));
    }
    type("canary-two");
    boolean died = false;
    for (int replica = 0; replica < Stack.REPLICAS; replica++) {
      died |= Order.withdraw(stack.orders(replica));
    }
    if (!died) {
      throw new IllegalStateException("no vault died with a verification code in its hands");
    }
    new Healer(stack).heal();
  }

  private void type(String alias) {
    if (Building.tryCard(stack, alias, "378282246310005", CODE)) {
      throw new IllegalStateException("the bank took a wrong verification code");
    }
  }
}
