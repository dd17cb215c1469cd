package org.cardnym.e2e;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * An identity service that no vault was told of: it looks like the one that was, takes a browser in
 * its place, confirms whoever comes, and sends them back with a code of its own.
 */
final class Lookalike implements AutoCloseable {
  /** What it was asked beside its page and that page's picture. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  private final HttpServer server;

  Lookalike() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::serve);
    server.start();
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * Leads a payment's page here by its own button, once.
   *
   * @param claims what it says of itself on the way back, for instance {@code &iss=…}
   */
  void takes(Page page, String claims) {
    page.route(
        "**/provider/phone",
        route -> {
          var answer = route.fetch();
          String right = Reply.parse(answer.text()).path("location").asText();
          String wrong = issuer() + "/authorize?claims=" + encoded(claims) + "&" + query(right);
          route.fulfill(
              new Route.FulfillOptions()
                  .setResponse(answer)
                  .setBody("{\"location\":\"" + wrong + "\"}"));
        },
        new Page.RouteOptions().setTimes(1));
    page.locator("[data-name=phone]").click();
    page.locator("#touch").click();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (!path.equals("/authorize")) {
        if (!path.equals("/favicon.ico")) {
          asked.add(path);
        }
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      String query = "?" + exchange.getRequestURI().getRawQuery();
      String back =
          decoded(Phone.parameter(query, "redirect_uri"))
              + "?code=of-another-service&state="
              + Phone.parameter(query, "state")
              + decoded(Phone.parameter(query, "claims"));
      byte[] page =
          ("<!doctype html><title>Your phone</title><a id=touch href='" + back + "'>Touch</a>")
              .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
      exchange.sendResponseHeaders(200, page.length);
      exchange.getResponseBody().write(page);
    }
  }

  private static String query(String address) {
    return address.substring(address.indexOf('?') + 1);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
