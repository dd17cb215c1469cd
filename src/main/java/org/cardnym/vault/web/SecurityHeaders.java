package org.cardnym.vault.web;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.cardnym.vault.page.Assets;
import org.cardnym.vault.page.Reader;

/**
 * The headers of every answer, whoever wrote it: pages run only what the vault serves, nobody
 * frames them, nothing is kept.
 */
@ApplicationScoped
class SecurityHeaders {
  /** Content Security Policy 3; no inline script or style, no other origin. */
  private static final String PAGES =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src"
          + " 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri"
          + " 'none'";

  private static final String NOTHING =
      "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
  private static final String PERMISSIONS =
      "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(),"
          + " magnetometer=(), microphone=(), midi=(), payment=(), usb=(),"
          + " publickey-credentials-get=(self)";

  /** RFC 8246: the address changes with the bytes. */
  private static final String LASTING = "public, max-age=31536000, immutable";

  /** What shops' pages load, each version at an address of its own. */
  private static final Pattern MERCHANT_SCRIPT =
      Pattern.compile("/assets/checkout/v[0-9]+/[a-z-]+\\.js");

  /** RFC 9110 §5.6.7; an origin with a clock tells it, §6.6.1. */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Doors doors;
  private final Addresses addresses;
  private final Assets assets;
  private final PageReaders readers;
  private final Clock clock;

  SecurityHeaders(
      Doors doors, Addresses addresses, Assets assets, PageReaders readers, Clock clock) {
    this.doors = doors;
    this.addresses = addresses;
    this.assets = assets;
    this.readers = readers;
    this.clock = clock;
  }

  void set(RoutingContext context) {
    MultiMap headers = context.response().headers();
    String path = context.request().path();
    boolean pages = readers.send(context.request());
    headers.set(RequestIds.HEADER, RequestIds.of(context));
    headers.set("Date", DATE.format(clock.instant()));
    headers.set("Content-Security-Policy", pages ? PAGES : NOTHING);
    headers.set("X-Frame-Options", "DENY");
    headers.set("X-Content-Type-Options", "nosniff");
    // Under no-referrer the pages' own forms would send "Origin: null".
    headers.set("Referrer-Policy", "same-origin");
    headers.set("Permissions-Policy", PERMISSIONS);
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cache-Control", lasting(context) ? LASTING : "no-store");
    if (pages && String.valueOf(headers.get("Content-Type")).startsWith("text/html")) {
      headers.set("Content-Language", Reader.language(context.request()).tag());
      headers.set("Vary", "Accept-Language");
    }
    if (MERCHANT_SCRIPT.matcher(path == null ? "" : path).matches() && served(context)) {
      lend(headers);
    }
    headers.remove("Server");
    // RFC 6797 §7.2: over TLS only. It covers all ports of a host, so never where its pages are
    // plain.
    if (doors.pagesAreSecure() && addresses.scheme(context.request()).equals("https")) {
      headers.set("Strict-Transport-Security", "max-age=31536000");
    }
  }

  private boolean lasting(RoutingContext context) {
    return context.response().getStatusCode() == 200 && assets.lasting(context.request().path());
  }

  private static boolean served(RoutingContext context) {
    int status = context.response().getStatusCode();
    return status == 200 || status == 304;
  }

  /**
   * A module script of another site is asked for with CORS, and checked against a digest that never
   * changes (SRI), so neither may the bytes.
   */
  private static void lend(MultiMap headers) {
    headers.set("Access-Control-Allow-Origin", "*");
    headers.set("Cross-Origin-Resource-Policy", "cross-origin");
    headers.set("Cache-Control", LASTING);
    headers.set("Vary", "Accept-Encoding");
  }
}
