package org.cardnym.bench.workload;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.cardnym.bench.fault.ShopDoor;
import org.cardnym.bench.stack.Stack;
import org.cardnym.bench.verdict.Findings;
import org.cardnym.sandbox.web.Answer;
import org.cardnym.sandbox.web.Json;
import org.cardnym.sandbox.web.LoopbackServer;
import org.cardnym.sandbox.web.Request;
import org.cardnym.sandbox.web.Response;
import org.cardnym.sandbox.web.Tokens;

/** The merchant: its calls to the vault, its books, and where it hears of events. */
public final class Shop implements ShopDoor, AutoCloseable {
  private final Stack stack;
  private final Net net;
  private final Findings findings;
  private final Tokens tokens;
  private final LoopbackServer server;
  private final Map<String, Sale> sales = new ConcurrentHashMap<>();
  private final Set<String> events = ConcurrentHashMap.newKeySet();
  private final Map<String, Set<String>> told = new ConcurrentHashMap<>();
  private final AtomicInteger refused = new AtomicInteger();
  private volatile boolean shut;

  public Shop(Stack stack, Findings findings) throws IOException {
    this.stack = stack;
    this.net = new Net(stack.authority());
    this.findings = findings;
    this.tokens = stack.merchantTokens();
    this.server = new LoopbackServer(stack.shopPort(), "default-src 'none'", this::serve);
  }

  Net net() {
    return net;
  }

  String origin() {
    return server.origin();
  }

  Findings findings() {
    return findings;
  }

  /** An order of one visit. */
  Sale sell(Plan plan, String alias) {
    String reference = plan.reference();
    var sale =
        new Sale(
            reference, "crash-order-" + plan.number(), plan.cents(), alias, origin(), findings);
    sales.put(reference, sale);
    return sale;
  }

  public Collection<Sale> sales() {
    return new ArrayList<>(sales.values());
  }

  /** The types of all events that came for a payment, whoever asked for it. */
  public Set<String> told(String payment) {
    return told.getOrDefault(payment, Set.of());
  }

  /** Different events that came. */
  public int events() {
    return events.size();
  }

  Answer create(int replica, Sale sale, Map<String, Object> body) throws IOException {
    long askedAt = System.nanoTime();
    Answer answer = call(replica, "POST", "/v1/payments", sale.key(), Json.write(body));
    if (answer.ok()) {
      sale.answered(answer.json(), askedAt);
    }
    return answer;
  }

  Answer look(int replica, Sale sale) throws IOException {
    long askedAt = System.nanoTime();
    Answer answer = call(replica, "GET", "/v1/payments/" + sale.id(), "", "");
    if (answer.ok()) {
      sale.answered(answer.json(), askedAt);
    } else if (answer.status() == 404) {
      sale.missing();
    }
    return answer;
  }

  Answer cancel(int replica, Sale sale) throws IOException {
    long askedAt = System.nanoTime();
    Answer answer = call(replica, "POST", "/v1/payments/" + sale.id() + "/cancel", "", "");
    if (answer.ok()) {
      sale.answered(answer.json(), askedAt);
    } else if (answer.status() == 404) {
      sale.missing();
    }
    return answer;
  }

  /**
   * Asks for a refund.
   *
   * @param cents how much, or 0 for all that is left
   */
  Answer refund(int replica, Sale sale, GiveBack back, long cents) throws IOException {
    Map<String, Object> body =
        cents == 0 ? Map.of() : Map.of("amount", Map.of("value", cents, "currency", "EUR"));
    String path = "/v1/payments/" + sale.id() + "/refunds";
    Answer answer = call(replica, "POST", path, back.key(), Json.write(body));
    if (answer.ok()) {
      back.answered(answer.json());
    }
    return answer;
  }

  Answer lookAtRefund(int replica, Sale sale, GiveBack back) throws IOException {
    String path = "/v1/payments/" + sale.id() + "/refunds/" + back.id();
    Answer answer = call(replica, "GET", path, "", "");
    if (answer.ok()) {
      back.answered(answer.json());
    } else if (answer.status() == 404) {
      sale.missing();
    }
    return answer;
  }

  @Override
  public void shut() {
    refused.set(0);
    shut = true;
  }

  @Override
  public int open() {
    shut = false;
    return refused.get();
  }

  @Override
  public void close() {
    server.close();
  }

  private Answer call(int replica, String method, String path, String key, String body)
      throws IOException {
    Map<String, String> headers = new HashMap<>();
    headers.put("Host", URI.create(stack.apiOrigin()).getAuthority());
    headers.put("Authorization", tokens.bearer());
    headers.put("Accept", "application/json");
    if (!key.isEmpty()) {
      headers.put("Idempotency-Key", "\"" + key + "\"");
    }
    if (!body.isEmpty()) {
      headers.put("Content-Type", "application/json");
    }
    var response = net.send(method, stack.api(stack.led(replica)) + path, headers, body);
    if (response.statusCode() == 401) {
      tokens.discard();
    }
    return new Answer(response.statusCode(), response.body());
  }

  private Response serve(Request request) {
    if (!request.path().equals("/webhooks")) {
      return Response.notFound();
    }
    if (shut) {
      refused.incrementAndGet();
      return Response.text(503, "");
    }
    JsonNode event = Json.read(request.body());
    JsonNode payment = event.path("data").path("payment");
    String type = event.path("type").asText();
    String id = payment.path("id").asText();
    events.add(event.path("id").asText());
    told.computeIfAbsent(id, any -> ConcurrentHashMap.newKeySet()).add(type);
    String refund = event.path("data").path("refund").path("id").asText();
    if (!refund.isEmpty()) {
      told.computeIfAbsent(refund, any -> ConcurrentHashMap.newKeySet()).add(type);
    }
    Sale sale = sales.get(payment.path("order").path("reference").asText());
    if (sale != null) {
      sale.told(type, payment);
    }
    return Response.text(204, "");
  }

  /** For lists that are checked at the end. */
  public List<GiveBack> returns() {
    return sales().stream().flatMap(sale -> sale.returns().stream()).toList();
  }
}
