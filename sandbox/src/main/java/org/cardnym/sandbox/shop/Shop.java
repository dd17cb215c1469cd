package org.cardnym.sandbox.shop;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.cardnym.sandbox.web.Request;
import org.cardnym.sandbox.web.Response;

/** The shop's doors: product, checkout, order, the way back from the payment page, webhooks. */
final class Shop {
  private static final Pattern CHECKOUT = Pattern.compile("[A-Z]{24}");
  private static final int USERNAME_LIMIT = 128;
  private static final String UNREACHABLE =
      "The payment service can't be reached right now. Nothing was charged; please try again.";

  private final String origin;
  private final Orders orders;
  private final MerchantApi api;
  private final SeenByMerchant seen;
  private final WebhookReceiver webhooks;
  private final ShopPages pages = new ShopPages();

  Shop(String origin, Orders orders, MerchantApi api, SeenByMerchant seen) {
    this.origin = origin;
    this.orders = orders;
    this.api = api;
    this.seen = seen;
    this.webhooks = new WebhookReceiver(orders, api, seen);
  }

  Response answer(Request request) {
    String path = request.path();
    boolean get = request.method().equals("GET") || request.method().equals("HEAD");
    if (get && path.startsWith("/orders/")) {
      return order(path.substring("/orders/".length()));
    }
    return switch (request.method() + " " + path) {
      case "GET /", "HEAD /" -> Response.html(200, pages.product(orders.newCheckout(), "", ""));
      case "GET /shop.css", "GET /shop.js", "GET /mug.svg" ->
          Response.resource(Shop.class, path.substring(1));
      case "POST /checkout" -> checkout(request);
      case "GET /return" -> comeBack(request);
      case "POST /webhooks" -> webhooks.receive(request);
      default -> Response.notFound();
    };
  }

  private Response checkout(Request request) {
    if (!request.header("origin").equals(origin)) {
      return Response.text(403, "This form is sent by the shop's own page only.");
    }
    String username = request.form("username").strip();
    String checkout = request.form("checkout");
    boolean script = request.header("accept").equals("application/json");
    if (AliasCheck.looksLikeCard(username)) {
      return refuse(script, "", "That looks like a card number. Please enter your username only.");
    }
    if (username.isEmpty() || username.length() > USERNAME_LIMIT) {
      return refuse(script, "", "Please enter your username.");
    }
    if (!CHECKOUT.matcher(checkout).matches()) {
      return refuse(script, username, "This page was too old. Please try again.");
    }
    seen.write("browser", "shop", "POST /checkout", "username=" + username);
    return pay(script, orders.of(checkout, username));
  }

  private Response pay(boolean script, Order order) {
    try {
      Payment payment = current(order);
      String orderPage = "/orders/" + order.reference();
      if (!script) {
        return Response.seeOther(orderPage);
      }
      return payment.waitsForShopper()
          ? Response.json(200, Map.of("pay", payment.page()))
          : Response.json(200, Map.of("go", orderPage));
    } catch (ApiRefusal refusal) {
      return refuse(
          script,
          order.username(),
          refusal.isAboutUsername()
              ? "This can't be a username. Please check how it is spelt."
              : "The payment could not be started. Nothing was charged.");
    } catch (IOException e) {
      return refuse(script, order.username(), UNREACHABLE);
    }
  }

  /** Creates the order's payment, or asks how it stands unless it has ended. */
  private Payment current(Order order) throws IOException, ApiRefusal {
    synchronized (order) {
      Payment known = order.payment();
      if (known != null && known.ended()) {
        return known;
      }
      Payment now =
          known == null
              ? api.create(order, origin + "/return?order=" + order.reference())
              : api.get(known.id());
      order.payment(now);
      return now;
    }
  }

  /** What the address says is not believed: the order's own payment is asked for. */
  private Response comeBack(Request request) {
    return orders
        .find(request.query("order"))
        .map(order -> {
          seen.write("browser", "shop", "GET /return?order=" + order.reference(), "");
          return Response.seeOther("/orders/" + order.reference());
        })
        .orElseGet(Response::notFound);
  }

  private Response order(String reference) {
    Order order = orders.find(reference).orElse(null);
    if (order == null || order.payment() == null) {
      return Response.html(404, pages.unknownOrder());
    }
    try {
      return Response.html(200, pages.order(order, current(order)));
    } catch (ApiRefusal | IOException e) {
      return Response.html(503, pages.undetermined(order));
    }
  }

  private Response refuse(boolean script, String username, String message) {
    return script
        ? Response.json(422, Map.of("message", message))
        : Response.html(422, pages.product(orders.newCheckout(), username, message));
  }
}
