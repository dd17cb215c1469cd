package org.cardnym.sandbox.shop;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cardnym.sandbox.web.Template;

/** The shop's pages, put together from their parts. */
final class ShopPages {
  /** Where the vault's pages have the script with the username's field. */
  static final String SCRIPT = "/assets/checkout/v1/cardnym-checkout.js";

  static final String TO_PAY = "to_pay";
  static final String UNDETERMINED = "undetermined";

  private final Template layout = part("layout.html");
  private final Template window = part("window.html");
  private final Template card = part("card.html");
  private final Template cart = part("cart.html");
  private final Template cartEmpty = part("cart-empty.html");
  private final Template cartLine = part("cart-line.html");
  private final Template head = part("order-head.html");
  private final Template order = part("order.html");
  private final Template orderLine = part("order-line.html");
  private final Template pay = part("pay.html");
  private final Template lost = part("lost.html");
  private final String origin;

  /**
   * @param origin of the vault's pages
   */
  ShopPages(String origin) {
    this.origin = origin;
  }

  String window(Cart held) {
    String cards =
        Product.ALL.stream().map(it -> card.fill(about(it))).collect(Collectors.joining());
    return page("Small-batch pottery", "", held, window.fill(Map.of("cards", cards)));
  }

  String cart(Cart held) {
    if (held.pieces() == 0) {
      return page("Your cart", "", held, cartEmpty.fill(Map.of()));
    }
    String lines = held.lines().stream().map(this::inCart).collect(Collectors.joining());
    Map<String, String> values =
        Map.of("lines", lines, "total", Price.text(Price.sum(held.lines())));
    return page("Your cart", "", held, cart.fill(values));
  }

  /** An order before anybody said who pays. */
  String toPay(Cart held, Order bought) {
    String field =
        pay.fill(
            Map.of(
                "reference",
                bought.reference(),
                "total",
                Price.text(bought.cents()),
                "pages",
                origin));
    return order(held, bought, new Standing("pay", "Almost yours", "", field), TO_PAY, false);
  }

  String order(Cart held, Order bought, Payment payment) {
    return order(held, bought, Standing.of(payment), payment.state(), !payment.isFinal());
  }

  String undetermined(Cart held, Order bought) {
    return order(held, bought, Standing.UNKNOWN, UNDETERMINED, true);
  }

  String unknownOrder(Cart held) {
    return page("We don't know this order", "", held, lost.fill(Map.of()));
  }

  private String order(Cart held, Order bought, Standing now, String state, boolean look) {
    Map<String, String> values =
        Map.of(
            "mood", now.mood(),
            "title", now.title(),
            "text", now.text(),
            "deed", now.deed(),
            "state", state,
            "look", String.valueOf(look),
            "reference", bought.reference(),
            "lines", lines(bought.lines()),
            "total", Price.text(bought.cents()));
    return page(
        now.title(), head.fill(Map.of("script", origin + SCRIPT)), held, order.fill(values));
  }

  private String lines(List<Line> bought) {
    return bought.stream().map(line -> orderLine.fill(about(line))).collect(Collectors.joining());
  }

  private String inCart(Line line) {
    String counts =
        IntStream.rangeClosed(0, Cart.MOST)
            .mapToObj(n ->
                "<option value=\"%d\"%s>%s</option>"
                    .formatted(n, n == line.count() ? " selected" : "", n == 0 ? "Remove" : n))
            .collect(Collectors.joining());
    Map<String, String> values = new HashMap<>(about(line));
    values.put("counts", counts);
    return cartLine.fill(values);
  }

  private String page(String title, String head, Cart held, String main) {
    return layout.fill(
        Map.of(
            "title", title, "head", head, "main", main, "pieces", String.valueOf(held.pieces())));
  }

  private static Map<String, String> about(Line line) {
    return Map.of(
        "id", line.product().id(),
        "name", line.product().name(),
        "count", String.valueOf(line.count()),
        "sum", Price.text(line.cents()),
        "price", Price.text(line.product().cents()));
  }

  private static Map<String, String> about(Product product) {
    return Map.of(
        "id", product.id(),
        "name", product.name(),
        "story", product.story(),
        "picture", product.picture(),
        "price", Price.text(product.cents()));
  }

  private static Template part(String name) {
    return new Template(ShopPages.class, name);
  }
}
