package org.cardnym.sandbox.shop;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order of one mug; its lock makes a double click wait for the first. */
final class Order {
  static final long PRICE_CENTS = 1999;
  static final String CURRENCY = "EUR";
  static final String DESCRIPTION = "One stoneware mug";

  private final String reference;
  private final String username;
  private final String idempotencyKey = UUID.randomUUID().toString();
  private @Nullable Payment payment;

  Order(String reference, String username) {
    this.reference = reference;
    this.username = username;
  }

  String reference() {
    return reference;
  }

  String username() {
    return username;
  }

  /** The same for each try to create this order's payment, so that the vault makes one. */
  String idempotencyKey() {
    return idempotencyKey;
  }

  @Nullable Payment payment() {
    return payment;
  }

  void payment(Payment created) {
    this.payment = created;
  }
}
