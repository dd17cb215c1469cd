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
  private final AtomicReference<@Nullable String> username = new AtomicReference<>();
  private final AtomicReference<@Nullable Payment> payment = new AtomicReference<>();

  Order(String reference, List<Line> lines) {
    this.reference = reference;
    this.lines = List.copyOf(lines);
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

  /** What a bank statement or a payment page may say of it. */
  String description() {
    Line first = lines.getFirst();
    String more = lines.size() > 1 ? " and " + (lines.size() - 1) + " more" : "";
    return (first.count() > 1 ? first.count() + " × " : "") + first.product().name() + more;
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
