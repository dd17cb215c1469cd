package org.cardnym.sandbox.shop;

/** Some of one product. */
record Line(Product product, int count) {

  long cents() {
    return product.cents() * count;
  }
}
