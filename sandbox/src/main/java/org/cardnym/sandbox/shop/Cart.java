package org.cardnym.sandbox.shop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a visitor means to buy. It lives in a cookie of ids and counts, as in {@code mug.2-bowl.1};
 * a cookie says what its browser likes, so it holds no price, and what is unknown in it is left
 * out.
 */
final class Cart {
  static final int MOST = 9;
  private static final String COOKIE = "kiln_cart";
  private static final Pattern PRESENT =
      Pattern.compile("(?:^|; ?)" + COOKIE + "=([a-z0-9.-]{0,200})(?:;|$)");
  private static final Pattern ENTRY = Pattern.compile("([a-z]+)\\.([0-9])");

  private final Map<Product, Integer> counts;

  private Cart(Map<Product, Integer> counts) {
    this.counts = counts;
  }

  /** The cart of a browser by its {@code Cookie} header. */
  static Cart of(String cookies) {
    Map<Product, Integer> counts = new LinkedHashMap<>();
    Matcher present = PRESENT.matcher(cookies);
    Matcher entry = ENTRY.matcher(present.find() ? present.group(1) : "");
    while (entry.find()) {
      int count = Integer.parseInt(entry.group(2));
      Product.find(entry.group(1)).filter(any -> count > 0).ifPresent(it -> counts.put(it, count));
    }
    return new Cart(counts);
  }

  /** One more of it, up to {@value #MOST}. */
  Cart plus(Product product) {
    return with(product, counts.getOrDefault(product, 0) + 1);
  }

  /** This many of it; none takes it out. */
  Cart with(Product product, int count) {
    Map<Product, Integer> changed = new LinkedHashMap<>(counts);
    if (count <= 0) {
      changed.remove(product);
    } else {
      changed.put(product, Math.min(count, MOST));
    }
    return new Cart(changed);
  }

  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    counts.forEach((product, count) -> lines.add(new Line(product, count)));
    return lines;
  }

  int pieces() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The value of a {@code Set-Cookie} header. A shop on TLS adds {@code Secure}. */
  String cookie() {
    String value =
        String.join("-", lines().stream().map(it -> it.product().id() + "." + it.count()).toList());
    return COOKIE + "=" + value + "; Path=/; Max-Age=604800; HttpOnly; SameSite=Lax";
  }
}
