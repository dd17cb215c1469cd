package org.cardnym.sandbox.shop;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cardnym.sandbox.web.Request;
import org.cardnym.sandbox.web.Response;

/**
 * The shop's doors: its window, the cart, an order's pages, the way back from a payment, and what
 * the vault tells.
 */
final class Shop {
  private final String origin;
  private final Orders orders;
  private final Checkout checkout;
  private final SeenByMerchant seen;
  private final WebhookReceiver webhooks;
  private final Map<Words, ShopPages> pages;

  /**
   * @param vaultPages origin of the vault's pages
   */
  Shop(String origin, Orders orders, MerchantApi api, SeenByMerchant seen, String vaultPages) {
    this.origin = origin;
    this.orders = orders;
    this.checkout = new Checkout(origin, orders, api, seen);
    this.seen = seen;
    this.webhooks = new WebhookReceiver(orders, api, seen);
    this.pages =
        Words.ALL.stream().collect(Collectors.toMap(it -> it, it -> new ShopPages(vaultPages, it)));
  }

  Response answer(Request request) {
    if (request.method().equals("POST") && request.path().equals("/webhooks")) {
      return webhooks.receive(request);
    }
    return switch (request.method()) {
      case "GET", "HEAD" -> show(request);
      case "POST" ->
          request.header("origin").equals(origin)
              ? change(request)
              : Response.text(403, "This is sent by the shop's own pages only.");
      default -> Response.notFound();
    };
  }

  private Response show(Request request) {
    String path = request.path();
    Cart cart = cart(request);
    if (path.startsWith("/orders/") && path.endsWith("/state")) {
      return ofOrder(request, "/state", (order, any) -> state(order));
    }
    if (path.startsWith("/orders/")) {
      return ofOrder(request, "", this::order);
    }
    return switch (path) {
      case "/" -> html(200, request, pages -> pages.window(cart));
      case "/cart" -> html(200, request, pages -> pages.cart(cart));
      case "/return" -> comeBack(request);
      case "/shop.css", "/order.js" -> Response.resource(Shop.class, path.substring(1));
      default -> picture(path);
    };
  }

  private Response change(Request request) {
    Cart cart = cart(request);
    if (request.path().startsWith("/orders/")) {
      return ofOrder(request, "/payment", checkout::start);
    }
    return switch (request.path()) {
      case "/cart" -> fill(cart, request);
      case "/orders" ->
          cart.pieces() == 0
              ? Response.seeOther("/cart")
              : Response.seeOther("/orders/" + place(cart, request).reference());
      default -> Response.notFound();
    };
  }

  private Order place(Cart cart, Request request) {
    return orders.place(cart.lines(), words(request).describe(cart.lines()));
  }

  private static Cart cart(Request request) {
    return Cart.of(request.header("cookie"));
  }

  private static Words words(Request request) {
    return Words.of(request.header("accept-language"));
  }

  private Response html(int status, Request request, Function<ShopPages, String> page) {
    Words words = words(request);
    return Response.html(status, page.apply(Objects.requireNonNull(pages.get(words))))
        .with("Content-Language", words.tag())
        .with("Vary", "Accept-Language");
  }

  private static Response picture(String path) {
    return Product.find(path.replaceFirst("^/(.*)\\.svg$", "$1"))
        .map(product -> Response.resource(Shop.class, product.id() + ".svg"))
        .orElseGet(Response::notFound);
  }

  /** Without a count it is one more. */
  private static Response fill(Cart cart, Request request) {
    Optional<Product> product = Product.find(request.form("product"));
    if (product.isEmpty()) {
      return Response.seeOther("/cart");
    }
    String count = request.form("count");
    Cart changed =
        count.matches("[0-9]")
            ? cart.with(product.get(), Integer.parseInt(count))
            : cart.plus(product.get());
    return Response.seeOther("/cart").with("Set-Cookie", changed.cookie());
  }

  private Response ofOrder(
      Request request, String ending, BiFunction<Order, Request, Response> handler) {
    String path = request.path();
    if (!path.endsWith(ending)) {
      return Response.notFound();
    }
    String reference = path.substring("/orders/".length(), path.length() - ending.length());
    return orders
        .find(reference)
        .map(order -> handler.apply(order, request))
        .orElseGet(() -> html(404, request, pages -> pages.unknownOrder(cart(request))));
  }

  /** What the address says is not believed: the order's own payment is asked for. */
  private Response comeBack(Request request) {
    Optional<Order> order = orders.find(request.query("order"));
    if (order.isEmpty()) {
      return Response.notFound();
    }
    String reference = order.get().reference();
    seen.write("browser", "shop", "GET /return?order=" + reference, "");
    return Response.seeOther("/orders/" + reference);
  }

  private Response order(Order order, Request request) {
    Cart cart = cart(request);
    Payment known = order.payment();
    if (known == null) {
      return html(200, request, pages -> pages.toPay(cart, order));
    }
    try {
      Payment now = checkout.look(order, known);
      boolean bought = now.state().equals("approved") && cart.lines().equals(order.lines());
      Cart left = bought ? Cart.of("") : cart;
      Response page = html(200, request, pages -> pages.order(left, order, now));
      return bought ? page.with("Set-Cookie", left.cookie()) : page;
    } catch (ApiRefusal | IOException e) {
      return html(503, request, pages -> pages.undetermined(cart, order));
    }
  }

  /** For the order page's script, which looks until the payment has ended. */
  private Response state(Order order) {
    Payment known = order.payment();
    if (known == null) {
      return Response.json(200, Map.of("state", ShopPages.TO_PAY));
    }
    try {
      return Response.json(200, Map.of("state", checkout.look(order, known).state()));
    } catch (ApiRefusal | IOException e) {
      return Response.json(503, Map.of("state", ShopPages.UNDETERMINED));
    }
  }
}
