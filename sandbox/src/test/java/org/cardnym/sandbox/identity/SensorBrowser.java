package org.cardnym.sandbox.identity;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cardnym.sandbox.web.Caller;

/** A browser that the vault's page sends to the demo phone. */
final class SensorBrowser {
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final HttpClient client = Caller.plain().cookieHandler(new CookieManager()).build();
  private final String origin;

  SensorBrowser(String origin) {
    this.origin = origin;
  }

  /** Goes to the phone, touches its sensor, and says where it is sent then. */
  String touch(String request) throws IOException {
    String page = asked(request);
    Matcher csrf = CSRF.matcher(page);
    assert csrf.find() : page;
    HttpResponse<String> touched =
        send(
            HttpRequest.newBuilder(URI.create(origin + "/sensor"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("_csrf=" + csrf.group(1))));
    return location(get(location(touched)));
  }

  /** What the browser is shown for a request, or where it is sent instead. */
  String asked(String request) throws IOException {
    HttpResponse<String> answer = get(origin + request);
    String next = location(answer);
    return next.startsWith(origin) ? get(next).body() : next;
  }

  private HttpResponse<String> get(String address) throws IOException {
    return send(HttpRequest.newBuilder(URI.create(address)).GET());
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return client.send(request.header("Accept", "text/html").build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
