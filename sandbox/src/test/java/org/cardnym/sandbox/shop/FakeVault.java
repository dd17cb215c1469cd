package org.cardnym.sandbox.shop;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.cardnym.sandbox.web.LoopbackServer;
import org.cardnym.sandbox.web.Request;
import org.cardnym.sandbox.web.Response;

/** A merchant API and token endpoint that follow the contract, with an outcome a test can set. */
final class FakeVault implements AutoCloseable {
  final List<Request> seen = new CopyOnWriteArrayList<>();
  volatile String state = "requires_authentication";
  volatile int refuseCreation;
  volatile int refuseTokens;
  final WebhookSigner signer = new WebhookSigner();

  private final LoopbackServer server;
  private final Map<String, String> idByKey = new ConcurrentHashMap<>();

  FakeVault() throws IOException {
    this.server = new LoopbackServer(0, "default-src 'none'", this::answer);
  }

  String origin() {
    return server.origin();
  }

  long count(String method, String path) {
    return seen.stream()
        .filter(each -> each.method().equals(method) && each.path().startsWith(path))
        .count();
  }

  int payments() {
    return idByKey.size();
  }

  @Override
  public void close() {
    server.close();
  }

  private Response answer(Request request) {
    seen.add(request);
    if (request.path().equals("/oauth2/token")) {
      return Response.json(200, Map.of("access_token", "t" + seen.size(), "expires_in", 600));
    }
    if (refuseTokens > 0) {
      refuseTokens--;
      return Response.json(401, Map.of());
    }
    if (request.path().equals("/v1/webhook-keys")) {
      return Response.json(200, Map.of("items", List.of(Map.of("key", signer.publicKey()))));
    }
    if (request.method().equals("POST") && refuseCreation > 0) {
      return Response.json(refuseCreation, Map.of("code", "alias_invalid"));
    }
    String id =
        request.method().equals("POST")
            ? idByKey.computeIfAbsent(
                request.header("idempotency-key"), any -> "pay_" + idByKey.size())
            : request.path().substring("/v1/payments/".length());
    return Response.json(
        200,
        Map.of("id", id, "state", state, "paymentPage", "http://localhost:1/pay/" + id + "/s"));
  }
}
