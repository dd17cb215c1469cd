package org.cardnym.e2e;

import com.microsoft.playwright.Page;

/** What a buyer does in the demo shop. */
final class Shop {
  private final World world;

  Shop(World world) {
    this.world = world;
  }

  /** Puts one mug in the cart and orders it. */
  void toOrder(Page page) {
    toOrder(page, 1);
  }

  private void toOrder(Page page, int mugs) {
    page.navigate(world.shopUrl() + "/cart");
    boolean empty = page.locator("#order").count() == 0;
    for (int more = empty ? mugs : mugs - 1; more > 0; more--) {
      page.navigate(world.shopUrl() + "/");
      page.locator(".mug .add").click();
    }
    page.locator("#order").click();
    page.waitForURL(world.shopUrl() + "/orders/**");
    page.locator("#pay").waitFor();
  }

  void toPaymentPage(Page page, String alias) {
    toPaymentPage(page, alias, 1);
  }

  /** The same with an order of so many mugs. */
  void toPaymentPage(Page page, String alias, int mugs) {
    toOrder(page, mugs);
    page.locator("#username").fill(alias);
    page.locator("#pay").click();
    page.waitForURL(world.pagesUrl() + "/pay/**");
    page.locator("#proofs").waitFor();
  }
}
