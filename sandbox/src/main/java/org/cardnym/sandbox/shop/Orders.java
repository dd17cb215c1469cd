package org.cardnym.sandbox.shop;

import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The shop's orders, in memory; the oldest make room. */
final class Orders {
  private static final int KEPT = 1000;
  private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Map<String, Order> byReference = new LinkedHashMap<>();
  private final Map<String, Order> byCheckout = new LinkedHashMap<>();

  /** A fresh name for a page with the order form, so that sending that form again buys once. */
  String newCheckout() {
    return letters(24);
  }

  /** The order of this form and this username; a second click or a reload finds the first's. */
  synchronized Order of(String checkout, String username) {
    Order order =
        byCheckout.computeIfAbsent(
            checkout + "\n" + username, any -> new Order("M-" + letters(10), username));
    byReference.putIfAbsent(order.reference(), order);
    trim(byReference);
    trim(byCheckout);
    return order;
  }

  synchronized Optional<Order> find(String reference) {
    return Optional.ofNullable(byReference.get(reference));
  }

  private static void trim(Map<String, Order> orders) {
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
