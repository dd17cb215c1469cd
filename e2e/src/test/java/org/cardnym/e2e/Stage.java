package org.cardnym.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * A shop of one page and the two addresses of a vault that its page and script meet: enough to see
 * what the merchants' script does to a browser, whatever else the page does.
 */
final class Stage implements AutoCloseable {
  /** What the shop's server answers to the script. */
  record Answer(int status, String body, Duration after) {}

  static final String SCRIPT = "/assets/checkout/v1/cardnym-checkout.js";
  private static final String SECRET = "/pay/pay_1/secret";

  /** As the vault's own pages have it. */
  private static final Map<String, String> AT_VAULT =
      Map.of("Cross-Origin-Opener-Policy", "same-origin", "Referrer-Policy", "same-origin");

  /** Bodies that the shop's endpoint got. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  /** {@code Origin} of each browser that came to the payment page. */
  final List<String> origins = new CopyOnWriteArrayList<>();

  private final HttpServer shop;
  private final HttpServer vault;
  private final byte[] script;
  private volatile Map<String, String> headers = Map.of();
  private volatile String body = "";
  private volatile Answer answer = new Answer(404, "", Duration.ZERO);

  Stage() {
    try {
      script = Files.readAllBytes(Places.root().resolve("checkout-script/cardnym-checkout.js"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    shop = server(this::atShop);
    vault = server(this::atVault);
    shows(Map.of(), "<cardnym-checkout endpoint=\"/pay\" order=\"A-1\"></cardnym-checkout>");
  }

  String shopOrigin() {
    return "http://127.0.0.1:" + shop.getAddress().getPort();
  }

  String pagesOrigin() {
    return "http://localhost:" + vault.getAddress().getPort();
  }

  String paymentPage() {
    return pagesOrigin() + SECRET;
  }

  /** From now on the shop's page is this; what was seen before is forgotten. */
  void shows(Map<String, String> pageHeaders, String pageBody) {
    headers = pageHeaders;
    body = pageBody;
    asked.clear();
    origins.clear();
    answers(200, "{\"paymentPage\":\"" + paymentPage() + "\"}");
  }

  void answers(int status, String json) {
    answers(status, json, Duration.ZERO);
  }

  void answers(int status, String json, Duration after) {
    answer = new Answer(status, json, after);
  }

  @Override
  public void close() {
    shop.stop(0);
    vault.stop(0);
  }

  private void atShop(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestURI().getPath()) {
      case "/pay" -> {
        asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Answer given = answer;
        Await.pause(given.after());
        send(exchange, given.status(), "application/json", Map.of(), given.body());
      }
      case "/return" -> send(exchange, 200, "text/html", Map.of(), page("<h1>Back</h1>"));
      case "/" -> send(exchange, 200, "text/html", headers, page(body));
      default -> send(exchange, 404, "text/plain", Map.of(), "");
    }
  }

  private String page(String inside) {
    return "<!doctype html><html lang=en><meta charset=utf-8><title>Shop</title><script type=module"
        + " src="
        + (pagesOrigin() + SCRIPT)
        + "></script><body>"
        + inside;
  }

  private void atVault(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
      case "GET " + SCRIPT ->
          send(
              exchange,
              200,
              "text/javascript",
              Map.of("Access-Control-Allow-Origin", "*"),
              new String(script, StandardCharsets.UTF_8));
      case "POST " + SECRET -> {
        origins.add(String.valueOf(exchange.getRequestHeaders().getFirst("Origin")));
        exchange.getResponseHeaders().set("Location", "/pay/pay_1");
        send(exchange, 303, "text/plain", AT_VAULT, "");
      }
      case "GET /pay/pay_1" ->
          send(
              exchange,
              200,
              "text/html",
              AT_VAULT,
              "<h1>Payment</h1><a href='" + shopOrigin() + "/return'>Back to the shop</a>");
      default -> send(exchange, 404, "text/plain", Map.of(), "");
    }
  }

  private static void send(
      HttpExchange exchange, int status, String type, Map<String, String> headers, String text)
      throws IOException {
    try (exchange) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
      headers.forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static HttpServer server(HttpHandler handler) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", handler);
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
