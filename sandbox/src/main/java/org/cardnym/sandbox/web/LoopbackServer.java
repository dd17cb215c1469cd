package org.cardnym.sandbox.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * A plain HTTP server on 127.0.0.1. It answers only to its own name, so that no stranger's page
 * reaches it under another (DNS rebinding), reads small bodies only, and logs nothing.
 */
public final class LoopbackServer implements AutoCloseable {
  private static final int BODY_LIMIT = 16 * 1024;
  private static final String HOST = "127.0.0.1";

  private final HttpServer server;
  private final String authority;
  private final String policy;
  private final Function<Request, Response> handler;

  /**
   * @param policy the Content-Security-Policy of every answer
   */
  public LoopbackServer(int port, String policy, Function<Request, Response> handler)
      throws IOException {
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(HOST), port), 0);
    this.authority = HOST + ":" + server.getAddress().getPort();
    this.policy = policy;
    this.handler = handler;
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::serve);
    server.start();
  }

  public String origin() {
    return "http://" + authority;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      send(exchange, answer(exchange));
    }
  }

  private Response answer(HttpExchange exchange) throws IOException {
    Map<String, String> headers = headers(exchange);
    if (!authority.equals(headers.get("host"))) {
      return Response.text(421, "This server answers to " + authority + " only.");
    }
    byte[] body = exchange.getRequestBody().readNBytes(BODY_LIMIT + 1);
    if (body.length > BODY_LIMIT) {
      return Response.text(413, "Too large.");
    }
    String text = new String(body, StandardCharsets.UTF_8);
    boolean form =
        headers.getOrDefault("content-type", "").startsWith("application/x-www-form-urlencoded");
    String query = exchange.getRequestURI().getRawQuery();
    try {
      return handler.apply(
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              Request.fields(query == null ? "" : query),
              form ? Request.fields(text) : Map.of(),
              headers,
              text));
    } catch (RuntimeException e) {
      // Its message may hold what a visitor typed.
      System.err.println("a request failed: " + e.getClass().getName());
      return Response.text(500, "Something went wrong here.");
    }
  }

  private void send(HttpExchange exchange, Response response) throws IOException {
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", response.contentType());
    headers.set("Content-Security-Policy", policy);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    // Under no-referrer a form to another site would carry "Origin: null".
    headers.set("Referrer-Policy", "strict-origin-when-cross-origin");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cache-Control", "no-store");
    response.headers().forEach(headers::set);
    byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
    if (body.length > 0 && !exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseBody().write(body);
    }
  }

  private static Map<String, String> headers(HttpExchange exchange) {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    return headers;
  }
}
