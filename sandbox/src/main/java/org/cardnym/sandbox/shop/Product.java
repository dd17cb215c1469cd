package org.cardnym.sandbox.shop;

import java.util.List;
import java.util.Optional;

/**
 * A thing to buy. Its price stands here, on the server, and is read from nowhere else.
 *
 * @param id names it in addresses and forms, and its picture
 * @param picture what the picture shows, for those who don't see it
 */
record Product(String id, String name, long cents, String story, String picture) {
  static final String CURRENCY = "EUR";

  static final List<Product> ALL =
      List.of(
          new Product(
              "mug",
              "Stoneware mug",
              1999,
              "Glazed in sand and sea. Holds 320 ml, and a cold morning.",
              "A round stoneware mug, sand-coloured above, sea-green below"),
          new Product(
              "bowl",
              "Rice bowl",
              1650,
              "Wide rim, deep well, warm in two hands.",
              "A wide bowl in warm red clay with a cream rim"),
          new Product(
              "teapot",
              "Teapot",
              5800,
              "Pours without a drip. Six cups, one cane handle.",
              "A round ink-blue teapot with a cane handle"),
          new Product(
              "plate",
              "Supper plate",
              2250,
              "One brush of cobalt around a quiet white.",
              "A white plate with a ring of cobalt blue"),
          new Product(
              "vase",
              "Bud vase",
              3400,
              "For a single stem and a window sill.",
              "A slender moss-green vase with one flowering twig"),
          new Product(
              "jug",
              "Milk jug",
              2700,
              "Fits the fridge door and the Sunday table.",
              "A small speckled jug with a spout and a handle"));

  static Optional<Product> find(String id) {
    return ALL.stream().filter(each -> each.id().equals(id)).findFirst();
  }
}
