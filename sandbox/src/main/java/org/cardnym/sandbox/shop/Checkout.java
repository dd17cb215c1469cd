package org.cardnym.sandbox.shop;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import org.cardnym.sandbox.web.Json;
import org.cardnym.sandbox.web.Request;
import org.cardnym.sandbox.web.Response;

/**
 * The shop's half of a payment by username: what the script on its page asks for, and how a payment
 * stands. This is the part to copy.
 */
final class Checkout {
  private static final int USERNAME_LIMIT = 128;

  private final String origin;
  private final Orders orders;
  private final MerchantApi api;
  private final SeenByMerchant seen;

  Checkout(String origin, Orders orders, MerchantApi api, SeenByMerchant seen) {
    this.origin = origin;
    this.orders = orders;
    this.api = api;
    this.seen = seen;
  }

  /** Answers the script: where to pay, or which page of the shop to look at instead. */
  Response start(Order order, Request request) {
    Words words = Words.of(request.header("accept-language"));
    JsonNode asked = Json.read(request.body());
    String username = asked.path("alias").asText("").strip();
    if (AliasCheck.looksLikeCard(username)) {
      return refuse(words.say("likeCard"));
    }
    if (username.isEmpty() || username.length() > USERNAME_LIMIT) {
      return refuse(words.say("noUsername"));
    }
    seen.write("browser", "shop", "POST " + request.path(), "username=" + username);
    Order payable = orders.payableBy(username, order);
    try {
      Payment payment = current(payable, username);
      return payment.waitsForShopper()
          ? Response.json(200, Map.of("paymentPage", payment.page()))
          : Response.json(200, Map.of("next", "/orders/" + payable.reference()));
    } catch (ApiRefusal refusal) {
      return refuse(words.say(refusal.isAboutUsername() ? "unfit" : "notStarted"));
    } catch (IOException e) {
      return refuse(words.say("unreachable"));
    }
  }

  /** How an order's payment stands, asked of the vault as long as it may change. */
  Payment look(Order order, Payment known) throws IOException, ApiRefusal {
    if (!known.isFinal()) {
      orders.markAs(api.get(known.id()));
    }
    Payment now = order.payment();
    return now == null ? known : now;
  }

  private Payment current(Order order, String username) throws IOException, ApiRefusal {
    synchronized (order) {
      Payment known = order.payment();
      if (known != null) {
        return look(order, known);
      }
      Payment made = api.create(order, username, origin + "/return?order=" + order.reference());
      orders.started(order, made);
      return made;
    }
  }

  private static Response refuse(String message) {
    return Response.json(422, Map.of("message", message));
  }
}
