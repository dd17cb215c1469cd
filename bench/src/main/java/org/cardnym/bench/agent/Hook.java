package org.cardnym.bench.agent;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Called by the vault's methods once {@link FaultAgent} has changed them. */
public final class Hook {
  /** As a shell reports a process that was killed. */
  private static final int KILLED = 137;

  private static volatile @Nullable Path folder;
  private static long counted;
  private static int passed;

  private Hook() {}

  static void obey(Path orders) {
    folder = orders;
  }

  /**
   * A step is reached.
   *
   * @param place {@code type.method}
   */
  public static void at(String place, boolean entry, @Nullable Object[] arguments) {
    Path orders = folder;
    if (orders == null || !Files.exists(orders.resolve("armed"))) {
      return;
    }
    Order order = Order.in(orders).orElse(null);
    if (order != null
        && order.step().entry() == entry
        && place.equals(order.step().type() + "." + order.step().method())
        && ofKind(order.step().kind(), arguments)
        && due(order)
        && order.take(orders)) {
      carryOut(order);
    }
  }

  /** A clock that can be moved. */
  public static MovedClock moved(InstantSource right) {
    return new MovedClock(right, Objects.requireNonNull(folder));
  }

  private static void carryOut(Order order) {
    if (order.stallMillis() == 0) {
      // No hook runs and nothing is flushed, as after SIGKILL.
      Runtime.getRuntime().halt(KILLED);
    }
    try {
      Thread.sleep(order.stallMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static synchronized boolean due(Order order) {
    if (counted != order.id()) {
      counted = order.id();
      passed = 0;
    }
    return passed++ >= order.skip();
  }

  private static boolean ofKind(String kind, @Nullable Object[] arguments) {
    return kind.isEmpty()
        || Arrays.stream(arguments)
            .anyMatch(each ->
                each != null
                    && each.getClass().getSimpleName().equals("Transmission")
                    && String.valueOf(read(each, "kind")).equals(kind));
  }

  static @Nullable Object read(Object record, String component) {
    try {
      Method accessor = record.getClass().getDeclaredMethod(component);
      accessor.setAccessible(true);
      return accessor.invoke(record);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("a step's arguments have changed: " + component, e);
    }
  }
}
