package org.cardnym.bench.workload;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cardnym.bench.stack.Stack;
import org.cardnym.sandbox.web.Json;

/** A shopper's browser in one visit; each step may go to another replica. */
final class Browser {
  private final Stack stack;
  private final Net net;
  private final String shop;
  private final Payer payer;
  private final Map<String, String> cookies;

  Browser(Stack stack, Net net, String shop, Payer payer) {
    this.stack = stack;
    this.net = net;
    this.shop = shop;
    this.payer = payer;
    this.cookies = new TreeMap<>(payer.lasting());
  }

  /** Comes from the shop by its form. */
  int open(int replica, String page) throws IOException {
    String path = page.substring(stack.pagesOrigin().length());
    return send(
            "POST",
            stack.pages(stack.led(replica)) + path,
            Map.of(
                "Origin",
                shop,
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Sec-Fetch-Mode",
                "navigate",
                "Sec-Fetch-Site",
                "cross-site"),
            "")
        .statusCode();
  }

  /** Gives both proofs. */
  HttpResponse<String> prove(int replica, String payment, String code) throws IOException {
    return send(
        "POST",
        stack.pages(stack.led(replica)) + "/pay/" + payment + "/proofs",
        Map.of(
            "Origin",
            stack.pagesOrigin(),
            "Content-Type",
            "application/json",
            "Accept",
            "application/json",
            "Sec-Fetch-Mode",
            "cors",
            "Sec-Fetch-Site",
            "same-origin"),
        Json.write(Map.of("password", payer.who().password(), "code", code)));
  }

  private HttpResponse<String> send(
      String method, String url, Map<String, String> more, String body) throws IOException {
    Map<String, String> headers = new TreeMap<>(more);
    headers.put("Host", URI.create(stack.pagesOrigin()).getAuthority());
    String sent =
        cookies().entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining("; "));
    if (!sent.isEmpty()) {
      headers.put("Cookie", sent);
    }
    HttpResponse<String> response = net.send(method, url, headers, body);
    response.headers().allValues("Set-Cookie").forEach(this::take);
    return response;
  }

  private synchronized Map<String, String> cookies() {
    return new TreeMap<>(cookies);
  }

  private synchronized void take(String line) {
    int semicolon = line.indexOf(';');
    String pair = semicolon < 0 ? line : line.substring(0, semicolon);
    int equals = pair.indexOf('=');
    if (equals > 0) {
      String name = pair.substring(0, equals).strip();
      cookies.put(name, pair.substring(equals + 1).strip());
      if (!name.contains("pay_")) {
        payer.lasting().put(name, pair.substring(equals + 1).strip());
      }
    }
  }
}
