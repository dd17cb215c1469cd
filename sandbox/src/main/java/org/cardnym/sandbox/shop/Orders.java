package org.cardnym.sandbox.shop;

import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shop's orders, in memory; the oldest make room. */
final class Orders {
  private static final int KEPT = 1000;
  private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Map<String, Order> byReference = new LinkedHashMap<>();
  private final Map<String, Order> byPayment = new LinkedHashMap<>();
  private final Map<String, Order> byOtherName = new LinkedHashMap<>();

  /** A new order of these things. */
  synchronized Order place(List<Line> lines, String description) {
    Order order = new Order("M-" + letters(10), lines, description);
    keep(byReference, order.reference(), order);
    return order;
  }

  synchronized Optional<Order> find(String reference) {
    return Optional.ofNullable(byReference.get(reference));
  }

  /**
   * The order that this username pays. An order has one payment, so whoever corrects a username
   * gets the same things as an order of its own; a second click finds the first's.
   */
  synchronized Order payableBy(String username, Order order) {
    if (order.isFor(username)) {
      return order;
    }
    String name = order.reference() + " " + username;
    Order known = byOtherName.get(name);
    if (known == null) {
      known = place(order.lines(), order.description());
      known.isFor(username);
      keep(byOtherName, name, known);
    }
    return known;
  }

  /** The vault made this payment for this order. */
  synchronized void started(Order order, Payment payment) {
    keep(byPayment, payment.id(), order);
    order.payment(payment);
  }

  /**
   * Takes the vault's word on a payment: its answer to GET, or what it sent and signed. Twice is
   * once. Empty if no order here has this payment.
   */
  synchronized Optional<Order> markAs(Payment now) {
    Optional<Order> order = Optional.ofNullable(byPayment.get(now.id()));
    order.ifPresent(it -> it.payment(now));
    return order;
  }

  private static void keep(Map<String, Order> orders, String name, Order order) {
    orders.put(name, order);
    if (orders.size() > KEPT) {
      orders.remove(orders.keySet().iterator().next());
    }
  }

  private static String letters(int count) {
    StringBuilder text = new StringBuilder();
    RANDOM.ints(count, 0, LETTERS.length()).forEach(i -> text.append(LETTERS.charAt(i)));
    return text.toString();
  }
}
