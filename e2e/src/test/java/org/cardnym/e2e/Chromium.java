package org.cardnym.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The browser of this machine, headless. */
final class Chromium implements AutoCloseable {
  /** The script that starts it looks at the same. */
  private static final List<String> PLACES =
      List.of(
          "/usr/bin/chromium",
          "/usr/bin/chromium-browser",
          "/usr/bin/google-chrome",
          "/snap/bin/chromium");

  private static final List<String> OPTIONS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--no-proxy-server",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");
  private static final double PATIENCE_MILLIS = 60_000;

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  static Chromium launch() {
    if (PLACES.stream().map(Path::of).noneMatch(Files::isExecutable)) {
      throw new AssertionError(
          "No browser here: `apt-get install chromium`, or pass -DskipBrowser to leave these tests"
              + " out.");
    }
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Places.root().resolve("e2e/chromium"))
                    .setArgs(OPTIONS)
                    .setHeadless(true));
    return new Chromium(playwright, browser);
  }

  /** A browser of its own: nobody's cookies. */
  BrowserContext stranger() {
    return stranger("en-GB", true);
  }

  /** The same, in another language, or with scripts switched off. */
  BrowserContext stranger(String language, boolean scripts) {
    return patient(options(language, scripts));
  }

  /** The same, who takes any certificate, so as to see the pages behind the development CA. */
  BrowserContext guest(String language, boolean scripts) {
    return patient(options(language, scripts).setIgnoreHTTPSErrors(true));
  }

  private BrowserContext patient(Browser.NewContextOptions options) {
    BrowserContext context = browser.newContext(options);
    context.setDefaultTimeout(PATIENCE_MILLIS);
    return context;
  }

  private static Browser.NewContextOptions options(String language, boolean scripts) {
    return new Browser.NewContextOptions()
        .setViewportSize(390, 844)
        .setColorScheme(ColorScheme.LIGHT)
        .setLocale(language)
        .setJavaScriptEnabled(scripts)
        .setTimezoneId("Europe/Berlin");
  }

  /** Pictures of the page as it stands, on a phone and on a desk. */
  static void picture(Page page, String name) {
    shoot(page, name + "-phone", 390, 844);
    shoot(page, name + "-desk", 1280, 800);
    page.setViewportSize(390, 844);
  }

  /** The same by night. */
  static void pictureDark(Page page, String name) {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    picture(page, name + "-dark");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
  }

  /** One picture of the whole page at a window's size. */
  static void shoot(Page page, String name, int width, int height) {
    page.setViewportSize(width, height);
    Path file = Places.target().resolve("pictures").resolve(name + ".png");
    page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
