package org.cardnym.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A vault and an OIDC provider over real HTTPS that answer what a test told them to, and remember
 * the questions.
 */
final class FakeServer implements AutoCloseable {
  static final Certificates CERTIFICATES = Certificates.forLocalhost();

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Deque<Canned>> answers = new ConcurrentHashMap<>();
  private final List<Asked> asked = new ArrayList<>();
  private final HttpsServer server;

  FakeServer() {
    try {
      server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.setHttpsConfigurator(new HttpsConfigurator(CERTIFICATES.serverContext()));
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
    answers(
        "POST /oauth2/token",
        200,
        "{'access_token':'machine-token','token_type':'Bearer','expires_in':300}");
  }

  String url() {
    return "https://localhost:" + server.getAddress().getPort();
  }

  String tokenUrl() {
    return url() + "/oauth2/token";
  }

  /** From now on; {@code json} may be written with single quotes. */
  void answers(String question, int status, String json) {
    Deque<Canned> only = new ArrayDeque<>();
    only.add(canned(status, json));
    answers.put(question, only);
  }

  /** Once more after the answers given already; the last one stays. */
  void thenAnswers(String question, int status, String json) {
    answers.computeIfAbsent(question, q -> new ArrayDeque<>()).add(canned(status, json));
  }

  /** The vault refuses everything of this kind. */
  void refuses(String question, int status, String problem) {
    Deque<Canned> only = new ArrayDeque<>();
    only.add(new Canned(status, "application/problem+json", problem.replace('\'', '"')));
    answers.put(question, only);
  }

  /** A body that is sent as it is. */
  void answersRaw(String question, int status, String type, String body) {
    Deque<Canned> only = new ArrayDeque<>();
    only.add(new Canned(status, type, body));
    answers.put(question, only);
  }

  List<Asked> asked() {
    synchronized (asked) {
      return List.copyOf(asked);
    }
  }

  /** What was asked of the vault, without the token endpoint and discovery. */
  List<Asked> askedOfVault() {
    return asked().stream().filter(a -> a.question().contains(" /admin/")).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String question = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String caller = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    synchronized (asked) {
      asked.add(new Asked(question, body, caller));
    }
    Deque<Canned> queue = answers.get(question);
    Canned canned =
        queue == null
            ? new Canned(
                404,
                "application/problem+json",
                "{\"title\":\"Nothing here\",\"code\":\"not_found\"}")
            : queue.size() > 1 ? queue.remove() : queue.element();
    send(exchange, canned);
  }

  private static void send(HttpExchange exchange, Canned canned) throws IOException {
    byte[] bytes = canned.body().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", canned.type());
    exchange.sendResponseHeaders(canned.status(), bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private static Canned canned(int status, String json) {
    return new Canned(status, "application/json", json.replace('\'', '"'));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  record Canned(int status, String type, String body) {}

  /**
   * @param question method and path with query
   * @param caller the Authorization header
   */
  record Asked(String question, String body, String caller) {}
}
