package org.cardnym.e2e;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.HashMap;
import java.util.Map;

/**
 * From the shop's window to the payment page and back, with every end that a payment has. Only the
 * ends are told to the page here; how they come about is other tests' matter.
 */
final class PaymentTour {
  private final World world;
  private final Sitting sitting;
  private final Page page;

  PaymentTour(World world, Sitting sitting) {
    this.world = world;
    this.sitting = sitting;
    this.page = sitting.page();
  }

  void go() {
    String order = shop();
    payment();
    String id = page.url().substring(page.url().lastIndexOf('/') + 1);
    end("approved", "", "");
    end("declined", "", "");
    end("declined", "other_card", "");
    for (String why : new String[] {"frozen", "no_limit", "over_policy"}) {
      end("declined", "other_card", why);
    }
    end("failed", "", "");
    end("expired", "", "");
    end("canceled", "", "");
    page.navigate(order);
    sitting.take("shop-order-begun");
    world.merchant().cancel(id);
    sitting.awaitOrder("canceled");
    sitting.take("shop-order-canceled");
  }

  /** Returns the order's page. */
  private String shop() {
    page.navigate(world.shopUrl() + "/");
    sitting.take("shop");
    page.navigate(world.shopUrl() + "/cart");
    sitting.take("shop-cart-empty");
    for (String piece : new String[] {"mug", "teapot", "plate"}) {
      page.navigate(world.shopUrl() + "/");
      page.locator("." + piece + " .add").click();
    }
    sitting.take("shop-cart");
    page.locator("#order").click();
    page.locator("#pay").waitFor();
    sitting.take("shop-order");
    page.locator("#username").fill("4111 1111 1111 1111");
    page.locator("#pay").click();
    page.waitForCondition(() -> !page.locator("#message").textContent().isEmpty());
    sitting.take("shop-order-card-number");
    return page.url();
  }

  private void payment() {
    page.locator("#username").fill("nobody-here-" + sitting.language());
    page.locator("#pay").click();
    page.waitForURL(world.pagesUrl() + "/pay/**");
    page.locator("#proofs").waitFor();
    sitting.take("pay");
    page.locator("#pay").click();
    page.locator("#problem").waitFor();
    sitting.take("pay-missing");
    prove();
    page.locator("#problem").waitFor();
    page.waitForCondition(() -> page.locator("#code").inputValue().isEmpty());
    sitting.take("pay-refused");
    page.route("**/proofs", PaymentTour::wantsSigned);
    prove();
    page.locator("#signed-only").waitFor();
    sitting.take("pay-signed-only");
    page.unroute("**/proofs");
    page.reload();
    page.route("**/proofs", route -> {});
    prove();
    page.locator("#wait").waitFor();
    sitting.take("pay-asking");
    page.evaluate(
        "() => (document.getElementById('waiting').textContent ="
            + " document.getElementById('words').content"
            + ".querySelector('[data-word=asking_long]').textContent)");
    sitting.take("pay-asking-long");
    page.unroute("**/proofs");
  }

  private void prove() {
    page.locator("#password").fill("Not-Mine-1");
    page.locator("#code").fill("000000");
    page.locator("#pay").click();
  }

  private void end(String state, String retry, String why) {
    page.reload();
    page.locator("#proofs").waitFor();
    Map<String, Object> view = new HashMap<>(Map.of("state", state, "secondsLeft", 0));
    if (!retry.isEmpty()) {
      view.put("retry", retry);
    }
    if (!why.isEmpty()) {
      view.put("why", why);
    }
    page.route(
        "**/view",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setBody(Reply.write(view))));
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))");
    page.locator("#result").waitFor();
    sitting.take("pay-" + state + (why.isEmpty() ? retry.isEmpty() ? "" : "-" + retry : "-" + why));
    page.unroute("**/view");
  }

  private static void wantsSigned(Route route) {
    route.fulfill(
        new Route.FulfillOptions()
            .setStatus(403)
            .setContentType("application/problem+json")
            .setBody("{\"code\":\"signed_proof_needed\"}"));
  }
}
