package org.cardnym.sandbox.shop;

import java.util.List;
import java.util.Optional;

/**
 * A thing to buy. Its price stands here, on the server, and is read from nowhere else.
 *
 * @param id names it in addresses and forms, its picture, and its words
 */
record Product(String id, long cents) {
  static final String CURRENCY = "EUR";

  static final List<Product> ALL =
      List.of(
          new Product("mug", 1999),
          new Product("bowl", 1650),
          new Product("teapot", 5800),
          new Product("plate", 2250),
          new Product("vase", 3400),
          new Product("jug", 2700));

  static Optional<Product> find(String id) {
    return ALL.stream().filter(each -> each.id().equals(id)).findFirst();
  }
}
