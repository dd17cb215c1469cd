package org.cardnym.sandbox.shop;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What somebody ordered, at the prices of that moment, and its one payment. Its lock makes a double
 * click wait for the first.
 */
final class Order {
  private final String reference;
  private final List<Line> lines;
  private final String description;
  private final AtomicReference<@Nullable String> username = new AtomicReference<>();
  private final AtomicReference<@Nullable Payment> payment = new AtomicReference<>();

  /**
   * @param description what a bank statement or a payment page may say of it, always the same: a
   *     try that says otherwise is no repeat
   */
  Order(String reference, List<Line> lines, String description) {
    this.reference = reference;
    this.lines = List.copyOf(lines);
    this.description = description;
  }

  String reference() {
    return reference;
  }

  List<Line> lines() {
    return lines;
  }

  long cents() {
    return Price.sum(lines);
  }

  String description() {
    return description;
  }

  /** The same for each try to create this order's payment, so that the vault makes one. */
  String idempotencyKey() {
    return reference;
  }

  /** Who pays it; the first who is named stays. */
  boolean isFor(String name) {
    return username.compareAndSet(null, name) || name.equals(username.get());
  }

  @Nullable Payment payment() {
    return payment.get();
  }

  /** A payment that has ended stays as it ended, in whichever order its news arrive. */
  void payment(Payment now) {
    payment.updateAndGet(known -> known != null && known.isFinal() ? known : now);
  }
}
