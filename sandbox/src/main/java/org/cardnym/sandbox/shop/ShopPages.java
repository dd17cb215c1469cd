package org.cardnym.sandbox.shop;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cardnym.sandbox.web.Template;

/** The shop's pages in one language, put together from their parts. */
final class ShopPages {
  /** Where the vault's pages have the script with the username's field. */
  static final String SCRIPT = "/assets/checkout/v1/cardnym-checkout.js";

  static final String TO_PAY = "to_pay";
  static final String UNDETERMINED = "undetermined";

  private final Template layout;
  private final Template window;
  private final Template card;
  private final Template cart;
  private final Template cartEmpty;
  private final Template cartLine;
  private final Template head;
  private final Template order;
  private final Template orderLine;
  private final Template pay;
  private final Template lost;
  private final String origin;
  private final Words words;

  /**
   * @param origin of the vault's pages
   */
  ShopPages(String origin, Words words) {
    this.origin = origin;
    this.words = words;
    this.layout = part("layout.html");
    this.window = part("window.html");
    this.card = part("card.html");
    this.cart = part("cart.html");
    this.cartEmpty = part("cart-empty.html");
    this.cartLine = part("cart-line.html");
    this.head = part("order-head.html");
    this.order = part("order.html");
    this.orderLine = part("order-line.html");
    this.pay = part("pay.html");
    this.lost = part("lost.html");
  }

  String window(Cart held) {
    String cards =
        Product.ALL.stream().map(it -> card.fill(about(it))).collect(Collectors.joining());
    return page(words.say("window"), "", held, window.fill(Map.of("cards", cards)));
  }

  String cart(Cart held) {
    if (held.pieces() == 0) {
      return page(words.say("yourCart"), "", held, cartEmpty.fill(Map.of()));
    }
    String lines = held.lines().stream().map(this::inCart).collect(Collectors.joining());
    Map<String, String> values =
        Map.of("lines", lines, "total", words.price(Price.sum(held.lines())));
    return page(words.say("yourCart"), "", held, cart.fill(values));
  }

  /** An order before anybody said who pays. */
  String toPay(Cart held, Order bought) {
    String field =
        pay.fill(
            Map.of(
                "reference",
                bought.reference(),
                "total",
                words.price(bought.cents()),
                "pages",
                origin));
    return order(held, bought, new Standing("pay", words.say("toPay"), "", field), TO_PAY, false);
  }

  String order(Cart held, Order bought, Payment payment) {
    return order(held, bought, Standing.of(payment, words), payment.state(), !payment.isFinal());
  }

  String undetermined(Cart held, Order bought) {
    return order(held, bought, Standing.unknown(words), UNDETERMINED, true);
  }

  String unknownOrder(Cart held) {
    return page(words.say("lostTitle"), "", held, lost.fill(Map.of()));
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
            "total", words.price(bought.cents()));
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
                    .formatted(
                        n,
                        n == line.count() ? " selected" : "",
                        n == 0 ? Template.escape(words.say("remove")) : n))
            .collect(Collectors.joining());
    Map<String, String> values = new HashMap<>(about(line));
    values.put("counts", counts);
    return cartLine.fill(values);
  }

  private String page(String title, String head, Cart held, String main) {
    return layout.fill(
        Map.of(
            "lang", words.tag(),
            "title", title,
            "head", head,
            "main", main,
            "pieces", String.valueOf(held.pieces())));
  }

  private Map<String, String> about(Line line) {
    return Map.of(
        "id", line.product().id(),
        "name", words.name(line.product()),
        "count", String.valueOf(line.count()),
        "sum", words.price(line.cents()),
        "price", words.price(line.product().cents()));
  }

  private Map<String, String> about(Product product) {
    return Map.of(
        "id", product.id(),
        "name", words.name(product),
        "story", words.say(product.id() + ".story"),
        "picture", words.say(product.id() + ".picture"),
        "price", words.price(product.cents()));
  }

  private Template part(String name) {
    return new Template(ShopPages.class, name, words::say);
  }
}
