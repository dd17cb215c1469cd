package org.cardnym.e2e;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A reader in front of a page, who is shown each of its states as on a phone, a tablet and a desk,
 * by day and by night, without asking for it again.
 */
final class Sitting {
  /** Widths in CSS pixels, and the heights that go with them. */
  static final List<int[]> WINDOWS =
      List.of(new int[] {360, 740}, new int[] {768, 900}, new int[] {1440, 900});

  /** A silent bank's window, and as much again for a slow machine. */
  private static final double LONGEST_ORDER_MILLIS = 90_000;

  private static final String FAULTS = Places.resource("faults.js");

  /** Pictures are for people to look at, and take most of the time: only with -Dpictures. */
  private static final boolean PICTURES = System.getProperty("pictures") != null;

  private final Page page;
  private final String language;
  private final Map<String, List<byte[]>> seen = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();

  Sitting(Page page, String language) {
    this.page = page;
    this.language = language;
  }

  Page page() {
    return page;
  }

  /** {@code en} or {@code zh}. */
  String language() {
    return language;
  }

  /** Goes a way; where it breaks off, what was seen before can still be looked at. */
  void go(Consumer<Sitting> way) {
    try {
      way.accept(this);
    } catch (RuntimeException | AssertionError broken) {
      faults.add(language + " came no further than " + page.url() + ": " + broken);
    }
  }

  /** An order's page asks and turns by itself; to load it meanwhile would cut that off. */
  void awaitOrder(String state) {
    page.locator("#standing[data-state=" + state + "]")
        .waitFor(new Locator.WaitForOptions().setTimeout(LONGEST_ORDER_MILLIS));
  }

  /** Looks at the state in which the page is. */
  void take(String state) {
    List<byte[]> pictures = new ArrayList<>();
    page.waitForLoadState();
    page.mouse().move(0, 0);
    for (int[] window : WINDOWS) {
      page.setViewportSize(window[0], window[1]);
      for (Object fault : (List<?>) page.evaluate(FAULTS)) {
        faults.add(state + " " + language + " " + window[0] + ": " + fault);
      }
      if (PICTURES) {
        pictures.add(shot(ColorScheme.LIGHT));
        pictures.add(shot(ColorScheme.DARK));
      }
    }
    page.setViewportSize(WINDOWS.getFirst()[0], WINDOWS.getFirst()[1]);
    if (PICTURES) {
      seen.put(state, pictures);
    }
  }

  /** Pictures by state: light and dark for each window. */
  Map<String, List<byte[]>> seen() {
    return seen;
  }

  /** What is cut off, too wide, or too small for a finger. */
  List<String> faults() {
    return faults;
  }

  private byte[] shot(ColorScheme scheme) {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    // What a dialog covers ends with the window.
    boolean whole = page.locator("dialog[open]").count() == 0;
    return page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(whole)
            .setType(ScreenshotType.JPEG)
            .setQuality(90));
  }
}
