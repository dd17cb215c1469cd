package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sandbox's demo phone, which confirms who touches its sensor, as payers meet it. */
final class Phone {
  /** Whose finger: of the phone's owner, or of somebody else who has an account there. */
  enum Finger {
    OWNERS("#touch", ""),
    ANOTHERS("#touch-other", "other");

    private final String button;
    private final String sent;

    Finger(String button, String sent) {
      this.button = button;
      this.sent = sent;
    }
  }

  private final World world;

  Phone(World world) {
    this.world = world;
  }

  /** From the payment's page to the phone and back. */
  void confirm(Page page, Finger finger) {
    page.locator("[data-name=phone]").click();
    touch(page, finger);
    page.waitForURL(world.pagesUrl() + "/pay/pay_**");
  }

  /** Touches the sensor, wherever that leads. */
  void touch(Page page, Finger finger) {
    page.locator(finger.button).waitFor();
    page.locator(finger.button).click();
  }

  /**
   * The same way as {@link #confirm}, but what the phone sends the browser back to is not asked for
   * yet.
   */
  String thereAndBack(Page page, Finger finger) {
    page.locator("[data-name=phone]").click();
    page.locator("#touch").waitFor();
    APIRequestContext browser = page.context().request();
    FormData form =
        FormData.create()
            .set("_csrf", page.locator("[name=_csrf]").inputValue())
            .set("finger", finger.sent);
    URI at = URI.create(page.url()).resolve("/sensor");
    APIResponse step =
        browser.post(at.toString(), RequestOptions.create().setForm(form).setMaxRedirects(0));
    for (int hops = 0; hops < 5; hops++) {
      assertThat(step.status()).as(at.toString()).isBetween(300, 399);
      at = at.resolve(step.headers().get("location"));
      if (at.toString().startsWith(world.pagesUrl())) {
        return at.toString();
      }
      step = browser.get(at.toString(), RequestOptions.create().setMaxRedirects(0));
    }
    throw new AssertionError("the phone leads nowhere: " + at);
  }

  static String parameter(String url, String name) {
    Matcher value = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(url);
    assertThat(value.find()).isTrue();
    return value.group(1);
  }
}
