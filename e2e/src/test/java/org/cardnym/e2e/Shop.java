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
    page.navigate(world.shopUrl() + "/cart");
    if (page.locator("#order").count() == 0) {
      page.navigate(world.shopUrl() + "/");
      page.locator(".mug .add").click();
    }
    page.locator("#order").click();
    page.waitForURL(world.shopUrl() + "/orders/**");
    page.locator("#pay").waitFor();
  }

  void toPaymentPage(Page page, String alias) {
    toOrder(page);
    page.locator("#username").fill(alias);
    page.locator("#pay").click();
    page.waitForURL(world.pagesUrl() + "/pay/**");
    page.locator("#proofs").waitFor();
  }
}
