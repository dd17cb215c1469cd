package org.cardnym.vault.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.TestDoors.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.merchant.Merchants;
import org.jspecify.annotations.NullUnmarked;

/** A way to bring about every refusal of the merchants' API, each by a request of its own. */
@NullUnmarked
final class ApiRefusals {
  private static final String CARD = "4111 1111 1111 1111";

  private final Shop shop;
  private final Merchants merchants;
  private final Tables tables;
  private final Supplier<Purchase> paid;
  private final Map<String, Map<String, Supplier<Answer>>> all = new TreeMap<>();
  private final Purchase open;

  /** What came back. */
  record Answer(int status, String contentType, JsonNode body) {}

  /** Told of every refusal. */
  interface Judge {
    void judge(String operation, String code, Answer answer);
  }

  ApiRefusals(Shop shop, Merchants merchants, Tables tables, Supplier<Purchase> paid) {
    this.shop = shop;
    this.merchants = merchants;
    this.tables = tables;
    this.paid = paid;
    this.open = shop.sell("sunny-otter", 1999);
    create();
    list();
    get();
    cancel();
    refund();
    lookAtRefunds();
    events();
    webhookKeys();
    describe();
  }

  /** The codes by operation. */
  Map<String, Set<String>> names() {
    Map<String, Set<String>> names = new TreeMap<>();
    all.forEach((operation, refusals) -> names.put(operation, new TreeSet<>(refusals.keySet())));
    return names;
  }

  /** Brings all about, in their order. */
  void run(Judge judge) {
    all.forEach((operation, refusals) ->
        refusals.forEach((code, refusal) -> judge.judge(operation, code, refusal.get())));
  }

  private void create() {
    var refusals = operation("createPayment");
    String path = "/v1/payments";
    wall(refusals, "POST", path, by -> order(by).post(path));
    token(refusals, by -> order(by).post(path));
    refusals.put("malformed", () -> asked("{\"alias\":\"a\",\"card\":\"x\"}"));
    refusals.put("media_refused", () -> answer(order(mine()).contentType("text/plain").post(path)));
    refusals.put(
        "idempotency_key_missing",
        () -> answer(mine().contentType("application/json").body(body("a-b-c")).post(path)));
    refusals.put(
        "idempotency_key_malformed", () -> answer(shop.create("a b", body("sunny-otter"))));
    refusals.put(
        "idempotency_key_reused",
        () -> {
          shop.create("used", body("sunny-otter"));
          return answer(shop.create("used", body("other-otter")));
        });
    refusals.put("merchant_suspended", this::suspended);
    refusals.put(
        "return_url_refused",
        () ->
            asked(body("sunny-otter").replace("}}", "},\"returnUrl\":\"https://evil.example/\"}")));
    refusals.put("amount_refused", () -> asked(Shop.order("sunny-otter", 0, "EUR")));
    refusals.put("currency_unknown", () -> asked(Shop.order("sunny-otter", 1, "eur")));
    refusals.put("text_like_card", () -> asked(body("sunny-otter").replace("A-1001", CARD)));
    refusals.put("row_refused", () -> tampered(() -> answer(shop.create("k-t", body("a-otter")))));
    names(refusals);
    limited(refusals, "PAYMENTS_PER_MERCHANT", () -> asked(body("sunny-otter")));
  }

  private void names(Map<String, Supplier<Answer>> refusals) {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("alias_unfit", "a\\u05d0b");
    names.put("alias_too_short", "ab");
    names.put("alias_too_long", "a".repeat(65));
    names.put("alias_characters", "sunny-otter-");
    names.put("alias_mixed_scripts", "p\\u0430ypal-fan");
    names.put("alias_like_card", CARD);
    names.put("alias_like_email", "otter@mail.example");
    names.put("alias_reserved", "admin");
    names.forEach((code, name) -> refusals.put(code, () -> asked(body(name))));
  }

  private void list() {
    var refusals = operation("listPayments");
    String path = "/v1/payments";
    wall(refusals, "GET", path, by -> by.get(path));
    token(refusals, by -> by.get(path));
    refusals.put("malformed", () -> answer(shop.list("status=approved")));
    refusals.put("text_like_card", () -> answer(shop.list("reference=4111111111111111")));
    refusals.put("row_refused", () -> tampered(() -> answer(shop.list(""))));
    limited(refusals, "LISTS_PER_MERCHANT", () -> answer(shop.list("")));
  }

  private void get() {
    var refusals = operation("getPayment");
    String path = "/v1/payments/" + open.id();
    wall(refusals, "GET", path, by -> by.get(path));
    token(refusals, by -> by.get(path));
    refusals.put("not_found", () -> answer(Shop.open(merchants).look(open.id())));
    refusals.put("row_refused", () -> tampered(() -> answer(shop.look(open.id()))));
  }

  private void cancel() {
    var refusals = operation("cancelPayment");
    String path = "/v1/payments/" + open.id() + "/cancel";
    wall(refusals, "POST", path, by -> by.post(path));
    token(refusals, by -> by.post(path));
    refusals.put("not_found", () -> answer(Shop.open(merchants).cancel(open.id())));
    refusals.put("payment_not_cancelable", () -> answer(shop.cancel(paid.get().id())));
    refusals.put("payment_expired", this::late);
    refusals.put("row_refused", () -> tampered(() -> answer(shop.cancel(open.id()))));
    limited(refusals, "PAYMENTS_PER_MERCHANT", () -> answer(shop.cancel(open.id())));
  }

  private void refund() {
    var refusals = operation("createRefund");
    String path = "/v1/payments/" + open.id() + "/refunds";
    wall(refusals, "POST", path, by -> back(by).post(path));
    token(refusals, by -> back(by).post(path));
    refusals.put("malformed", () -> back("{\"card\":\"x\"}"));
    refusals.put("media_refused", () -> answer(back(mine()).contentType("text/plain").post(path)));
    refusals.put(
        "idempotency_key_missing",
        () -> answer(mine().contentType("application/json").body("{}").post(path)));
    refusals.put(
        "idempotency_key_malformed", () -> answer(shop.refund(open.id(), "a b", Shop.back(1))));
    refusals.put(
        "idempotency_key_reused",
        () -> {
          shop.create("used-too", body("sunny-otter"));
          return answer(shop.refund(open.id(), "used-too", Shop.back(1)));
        });
    refusals.put(
        "not_found", () -> answer(Shop.open(merchants).refund(open.id(), "k", Shop.back(1))));
    refusals.put(
        "payment_not_refundable",
        () -> answer(shop.refund(shop.sell("sunny-otter", 3).id(), "early", Shop.back(1))));
    refusals.put(
        "refund_over_payment",
        () -> {
          Purchase sold = paid.get();
          shop.giveBack(sold, 500);
          return answer(shop.refund(sold.id(), "over", Shop.back(1500)));
        });
    refusals.put("amount_refused", () -> back(Shop.back(0)));
    refusals.put("currency_unknown", () -> back(Shop.back(1).replace("EUR", "eur")));
    refusals.put(
        "currency_differs",
        () -> answer(shop.refund(paid.get().id(), "other", Shop.back(1).replace("EUR", "USD"))));
    refusals.put("text_like_card", () -> back("{\"reason\":\"" + CARD + "\"}"));
    refusals.put("row_refused", () -> tampered(() -> back(Shop.back(1))));
    limited(refusals, "REFUNDS_PER_MERCHANT", () -> back(Shop.back(1)));
  }

  private void lookAtRefunds() {
    Purchase sold = paid.get();
    String refund = shop.giveBack(sold, 500);
    var lists = operation("listRefunds");
    String path = "/v1/payments/" + sold.id() + "/refunds";
    wall(lists, "GET", path, by -> by.get(path));
    token(lists, by -> by.get(path));
    lists.put("malformed", () -> answer(shop.refunds(sold.id(), "status=declined")));
    lists.put("not_found", () -> answer(Shop.open(merchants).refunds(sold.id(), "")));
    lists.put("row_refused", () -> forgedRefund(sold, () -> answer(shop.refunds(sold.id(), ""))));
    limited(lists, "LISTS_PER_MERCHANT", () -> answer(shop.refunds(sold.id(), "")));
    var looks = operation("getRefund");
    String one = path + "/" + refund;
    wall(looks, "GET", one, by -> by.get(one));
    token(looks, by -> by.get(one));
    looks.put("not_found", () -> answer(Shop.open(merchants).lookAtRefund(sold, refund)));
    looks.put(
        "row_refused", () -> forgedRefund(sold, () -> answer(shop.lookAtRefund(sold, refund))));
  }

  private Answer forgedRefund(Purchase sold, Supplier<Answer> ask) {
    String change = "update refund set revision = revision + ?1 where payment_id = ?2";
    tables.write(change, 1, sold.uuid());
    try {
      return ask.get();
    } finally {
      tables.write(change, -1, sold.uuid());
    }
  }

  private static RequestSpecification back(RequestSpecification by) {
    return by.header("Idempotency-Key", "\"" + UUID.randomUUID() + "\"")
        .contentType("application/json")
        .body(Shop.back(1));
  }

  private Answer back(String body) {
    return answer(shop.refund(open.id(), UUID.randomUUID().toString(), body));
  }

  private void events() {
    var lists = operation("listEvents");
    String path = "/v1/events";
    wall(lists, "GET", path, by -> by.get(path));
    token(lists, by -> by.get(path));
    lists.put("malformed", () -> answer(mine().get(path + "?status=approved")));
    limited(lists, "LISTS_PER_MERCHANT", () -> answer(mine().get(path)));
    var looks = operation("getEvent");
    String one = path + "/" + TypeId.of(IdKind.EVENT, event());
    wall(looks, "GET", one, by -> by.get(one));
    token(looks, by -> by.get(one));
    lists.put("row_refused", () -> forged("payment_event", () -> answer(mine().get(path))));
    looks.put("row_refused", () -> forged("payment_event", () -> answer(mine().get(one))));
    looks.put(
        "not_found",
        () -> answer(api(TestTokens.merchant(Shop.open(merchants).client())).get(one)));
  }

  /** The event of a payment that this shop has canceled. */
  private UUID event() {
    Purchase canceled = shop.sell("sunny-otter", 2);
    shop.cancel(canceled.id());
    return (UUID)
        tables.read("select event_id from payment_event where payment_id = ?1", canceled.uuid());
  }

  /** While this shop's rows in a table don't check. */
  private Answer forged(String table, Supplier<Answer> ask) {
    String change =
        "update "
            + table
            + " set revision = revision + ?1 where merchant_id ="
            + " (select merchant_id from payment where payment_id = ?2)";
    tables.write(change, 1, open.uuid());
    try {
      return ask.get();
    } finally {
      tables.write(change, -1, open.uuid());
    }
  }

  private void webhookKeys() {
    var refusals = operation("listWebhookKeys");
    String path = "/v1/webhook-keys";
    wall(refusals, "GET", path, by -> by.get(path));
    token(refusals, by -> by.get(path));
    refusals.put("row_refused", () -> forged("merchant", () -> answer(mine().get(path))));
  }

  private void describe() {
    var refusals = operation("describe");
    wall(refusals, "GET", "/v1/openapi.yaml", by -> by.get("/v1/openapi.yaml"));
  }

  /** What is said before any endpoint is reached. */
  private void wall(
      Map<String, Supplier<Answer>> refusals,
      String method,
      String path,
      Function<RequestSpecification, Response> send) {
    refusals.put("malformed", () -> raw(RawHttp.api(method + " " + path + ";x HTTP/1.1")));
    refusals.put("wrong_door", () -> answer(send.apply(mine().header("Host", "vault.example"))));
    refusals.put("not_acceptable", () -> answer(send.apply(mine().accept("image/png"))));
    refusals.put(
        "length_required",
        () -> raw(RawHttp.api(method + " " + path + " HTTP/1.1", "Transfer-Encoding: chunked")));
    refusals.put(
        "too_large",
        () -> raw(RawHttp.api(method + " " + path + " HTTP/1.1", "Content-Length: 70000")));
  }

  private void token(
      Map<String, Supplier<Answer>> refusals, Function<RequestSpecification, Response> send) {
    refusals.put("unauthenticated", () -> answer(send.apply(api())));
    refusals.put("forbidden", () -> answer(send.apply(api(TestTokens.operator()))));
  }

  private void limited(Map<String, Supplier<Answer>> refusals, String limit, Supplier<Answer> ask) {
    refusals.put(
        "too_many_requests",
        () -> {
          assertThat(ask.get().status()).isNotEqualTo(429);
          tables.write("update limit_counter set tries = 1000000 where limit_name = ?1", limit);
          try {
            return ask.get();
          } finally {
            tables.write("delete from limit_counter");
          }
        });
  }

  private Answer suspended() {
    Shop closed = Shop.open(merchants);
    merchants.suspend("test", closed.id(), "test");
    return answer(closed.create("k", body("sunny-otter")));
  }

  private Answer late() {
    Purchase purchase = shop.sell("sunny-otter", 1);
    TestClock.ahead(Duration.ofMinutes(15));
    try {
      return answer(shop.cancel(purchase.id()));
    } finally {
      TestClock.ahead(Duration.ZERO);
    }
  }

  /** While a payment of this shop, and the one of the key {@code k-t}, don't check. */
  private Answer tampered(Supplier<Answer> ask) {
    Purchase keyed = Shop.purchase(shop.create("k-t", body("a-otter")));
    String change = "update payment set revision = revision + ?1 where payment_id in (?2, ?3)";
    tables.write(change, 1, keyed.uuid(), open.uuid());
    try {
      return ask.get();
    } finally {
      tables.write(change, -1, keyed.uuid(), open.uuid());
    }
  }

  private Map<String, Supplier<Answer>> operation(String name) {
    return all.computeIfAbsent(name, any -> new LinkedHashMap<>());
  }

  private RequestSpecification mine() {
    return api(TestTokens.merchant(shop.client()));
  }

  private RequestSpecification order(RequestSpecification by) {
    return by.header("Idempotency-Key", "\"" + UUID.randomUUID() + "\"")
        .contentType("application/json")
        .body(body("sunny-otter"));
  }

  private Answer asked(String body) {
    return answer(shop.create(UUID.randomUUID().toString(), body));
  }

  private static String body(String alias) {
    return Shop.order(alias, 1999, "EUR");
  }

  private static Answer answer(Response response) {
    return new Answer(response.statusCode(), response.contentType(), json(response.asString()));
  }

  private static Answer raw(String response) {
    String type = response.replaceFirst("(?is).*?content-type: *([^\r\n]*).*", "$1");
    return new Answer(
        Integer.parseInt(response.substring(9, 12)),
        type,
        json(response.substring(response.indexOf("\r\n\r\n") + 4)));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException notJson) {
      throw new AssertionError(text, notJson);
    }
  }
}
