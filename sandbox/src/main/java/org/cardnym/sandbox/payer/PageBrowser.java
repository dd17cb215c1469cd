package org.cardnym.sandbox.payer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.cardnym.sandbox.web.Caller;
import org.cardnym.sandbox.web.Json;

/**
 * What a browser would do on one wire: cookies per origin, {@code Origin}, fetch metadata, no
 * redirects unasked.
 */
public final class PageBrowser {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client;
  private final Map<String, CookieJar> jars = new HashMap<>();

  /** For pages in plain HTTP on loopback. */
  public PageBrowser() {
    this.client = Caller.plain().build();
  }

  /** For pages behind certificates of one authority too. */
  public PageBrowser(Path authority) {
    this.client = Caller.plain().sslContext(Caller.trusting(authority)).build();
  }

  /** A page that is typed in or follows a redirect. */
  public Page get(String url) throws IOException {
    return send(HttpRequest.newBuilder(URI.create(url)).GET(), "navigate", "none");
  }

  /** A script's GET on its own origin. */
  Page fetch(String url) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url)).header("Accept", "application/json").GET();
    return send(request, "cors", "same-origin");
  }

  /** A script's POST of JSON to its own origin. */
  public Page postJson(String url, Map<String, ?> body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .header("Origin", originOf(url))
            .POST(BodyPublishers.ofString(Json.write(body)));
    return send(request, "cors", "same-origin");
  }

  /** A page's form, sent to its own origin. */
  public Page postForm(String url, String fields) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Accept", "application/json")
            .header("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8")
            .header("Origin", originOf(url))
            .POST(BodyPublishers.ofString(fields));
    return send(request, "cors", "same-origin");
  }

  /** An empty form on one site that leads to another. */
  public Page postAcross(String fromOrigin, String url) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", fromOrigin)
            .POST(BodyPublishers.noBody());
    return send(request, "navigate", "cross-site");
  }

  private Page send(HttpRequest.Builder request, String mode, String site) throws IOException {
    request.timeout(PATIENCE).header("Sec-Fetch-Mode", mode).header("Sec-Fetch-Site", site);
    CookieJar jar =
        jars.computeIfAbsent(originOf(request.build().uri().toString()), any -> new CookieJar());
    if (!jar.header().isEmpty()) {
      request.header("Cookie", jar.header());
    }
    try {
      var response = client.send(request.build(), BodyHandlers.ofString());
      jar.take(response.headers().allValues("Set-Cookie"));
      String location = response.headers().firstValue("Location").orElse("");
      String absolute = location.isEmpty() ? "" : response.uri().resolve(location).toString();
      return new Page(response.statusCode(), absolute, response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  static String originOf(String url) {
    URI uri = URI.create(url);
    return uri.getScheme() + "://" + uri.getAuthority();
  }
}
