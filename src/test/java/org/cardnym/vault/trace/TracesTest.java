package org.cardnym.vault.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.proto.trace.v1.Span;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cardnym.vault.Inbox;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.issuer.HouseBank;
import org.cardnym.vault.merchant.ShopServer;
import org.cardnym.vault.merchant.WebhookShop;
import org.cardnym.vault.trace.FakeCollector.Manner;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What leaves the vault as traces: the steps of a payment, and nothing of its people. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(TracedPayments.class)
class TracesTest {
  private static final String FOREIGN_TRACE = "c0ffee00c0ffee00c0ffee00c0ffee00";
  private static final String FOREIGN_SPAN = "deadbeefdeadbeef";

  /** Each span with the one above it. */
  private static final Map<String, String> TREE =
      Map.ofEntries(
          Map.entry("payment", ""),
          Map.entry("create", "payment"),
          Map.entry("open", "payment"),
          Map.entry("prove", "payment"),
          Map.entry("place", "payment"),
          Map.entry("await", "payment"),
          Map.entry("exchange", "payment"),
          Map.entry("webhook", "payment"),
          Map.entry("transmission", "exchange"),
          Map.entry("settle", "exchange"),
          Map.entry("seal", "transmission"),
          Map.entry("send", "transmission"),
          Map.entry("check", "transmission"));

  private static final Set<String> CONTEXT =
      Set.of("traceparent", "tracestate", "baggage", "b3", "uber-trace-id", "x-b3-traceid");

  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject HouseBank bank;
  @Inject WebhookShop webhooks;
  @Inject MeterRegistry meters;
  private final Visitor visitor = new Visitor();
  private final ShopServer server = ShopServer.open();
  private FakeCollector collector;
  private Inbox inbox;
  private Shop shop;
  private Shopper shopper;
  private String code = "";

  @BeforeEach
  void open() {
    collector = new FakeCollector(endpoint().getPort());
    inbox = Inbox.open();
    house.open();
    shop = webhooks.at(server);
    shopper = shoppers.withCard();
    // Every request brings a trace of its own, as a shop's or an attacker's would.
    RestAssured.filters((request, response, context) -> {
      request.header("traceparent", "00-" + FOREIGN_TRACE + "-" + FOREIGN_SPAN + "-01");
      request.header("tracestate", "canary=state");
      request.header("baggage", "canary=baggage");
      request.header("b3", FOREIGN_TRACE + "-" + FOREIGN_SPAN + "-1");
      return context.next(request, response);
    });
  }

  @AfterEach
  void close() {
    RestAssured.reset();
    collector.close();
    inbox.close();
    server.close();
  }

  @Test
  void aPaidPaymentIsOneTreeOfItsSteps() {
    Purchase purchase = pay();
    List<Span> spans = tree(purchase);

    Map<String, String> names =
        spans.stream().collect(Collectors.toMap(TracesTest::id, Span::getName));
    assertThat(spans).extracting(Span::getName).containsExactlyInAnyOrderElementsOf(TREE.keySet());
    for (Span span : spans) {
      String above = FakeCollector.hex(span.getParentSpanId().toByteArray());
      assertThat(above.isEmpty() ? "" : names.get(above))
          .as(span.getName())
          .isEqualTo(TREE.get(span.getName()));
      assertThat(span.getStartTimeUnixNano()).isLessThanOrEqualTo(span.getEndTimeUnixNano());
    }
  }

  @Test
  void aSpanSaysWhatTheListAllowsAndNoMore() {
    Purchase purchase = pay();

    for (Span span : tree(purchase)) {
      assertThat(FakeCollector.attributes(span.getAttributesList()))
          .as(span.getName())
          .isEqualTo(facts(span.getName(), purchase));
      assertThat(span.getEventsList()).isEmpty();
      assertThat(span.getLinksList()).isEmpty();
      assertThat(span.getTraceState()).isEmpty();
      assertThat(span.getStatus().getMessage()).isEmpty();
    }
    assertThat(collector.resources())
        .allSatisfy(resource ->
            assertThat(FakeCollector.attributes(resource.getAttributesList()))
                .containsOnlyKeys("service.name", "service.version")
                .containsEntry("service.name", "cardnym-vault"));
    assertThat(collector.authorizations()).containsOnly(TracedPayments.AUTHORIZATION);
  }

  @Test
  void aTryThatIsRefusedSaysItsCodeAlone() {
    Purchase purchase = sell();
    visitor.at(shop, purchase);
    visitor.prove(purchase, "wrong wrong wrong wrong", "000000");
    awaitSpan(purchase, "prove");

    Span prove = span(purchase, "prove");
    assertThat(FakeCollector.attributes(prove.getAttributesList()))
        .isEqualTo(
            Map.of(
                "cardnym.payment", purchase.id(),
                "cardnym.outcome", "refused",
                "cardnym.code", "proof_failed"));
  }

  @Test
  void aPaymentThatThereIsNotHasNoTrace() {
    Purchase real = sell();
    visitor.at(shop, real);
    UUID madeUp = Uuids.next(Instant.now());
    var invented = new Purchase(TypeId.of(IdKind.PAYMENT, madeUp), "/pay/", madeUp);
    assertThat(visitor.prove(invented, Shoppers.PASSWORD, "000000").statusCode()).isEqualTo(404);
    visitor.prove(real, Shoppers.PASSWORD, "000000");
    awaitSpan(real, "prove");

    assertThat(collector.spans(trace(invented))).isEmpty();
  }

  @Test
  void noSecretNoNameAndNoAddressIsInTheBytes() throws UnknownHostException {
    Purchase purchase = pay();
    tree(purchase);
    // The payer's browser was new, so a mail went out.
    ShopServer.until(() -> collector.spans().stream().anyMatch(s -> s.getName().equals("notice")));

    String secret = purchase.path().replaceFirst("^/pay/[^/.]+[/.]", "").replaceFirst("\\?.*", "");
    assertThat(secret).hasSizeGreaterThan(10);
    assertThat(collector.text())
        .contains(purchase.id())
        .doesNotContain(
            shopper.alias(),
            shopper.email(),
            shopper.id().toString(),
            TypeId.of(IdKind.PAYER, shopper.id()),
            secret,
            "4111",
            Shoppers.PASSWORD,
            code,
            shop.client(),
            shop.origin(),
            "A-1001",
            "One mug",
            "127.0.0.1",
            "localhost",
            "host.name",
            "canary",
            "http",
            "select ",
            "Exception");
    // A machine's name may be two letters, which an identifier holds by chance.
    Pattern host = Pattern.compile("\\b" + Pattern.quote(hostName()) + "\\b");
    assertThat(collector.spans())
        .extracting(span -> FakeCollector.attributes(span.getAttributesList()).toString())
        .noneMatch(told -> host.matcher(told).find());
  }

  private static String hostName() throws UnknownHostException {
    return InetAddress.getLocalHost().getHostName();
  }

  @Test
  void aContextFromOutsideIsNotBelievedAndNoneIsHandedOn() {
    Purchase purchase = pay();
    tree(purchase);

    assertThat(collector.spans(FOREIGN_TRACE)).isEmpty();
    assertThat(collector.spans())
        .noneMatch(
            span -> FakeCollector.hex(span.getParentSpanId().toByteArray()).equals(FOREIGN_SPAN));
    assertThat(lower(bank.headerNames())).isNotEmpty().doesNotContainAnyElementsOf(CONTEXT);
    assertThat(server.hooks())
        .isNotEmpty()
        .allSatisfy(
            hook -> assertThat(hook.headers().keySet()).doesNotContainAnyElementsOf(CONTEXT));
  }

  @Test
  void aPaymentIsApprovedWhileTheCollectorHangsOrRefuses() {
    for (Manner manner : List.of(Manner.HANGS, Manner.REFUSES)) {
      collector.is(manner);
      double failed = failed();
      pay();
      ShopServer.until(() -> failed() > failed);
    }
  }

  @Test
  void aPaymentIsApprovedWhileThereIsNoCollector() {
    collector.close();
    double failed = failed();
    pay();
    ShopServer.until(() -> failed() > failed);
  }

  private Map<String, String> facts(String name, Purchase purchase) {
    String payment = purchase.id();
    String merchant = TypeId.of(IdKind.MERCHANT, shop.id());
    String house = TypeId.of(IdKind.BANK, bank.id());
    String message = String.valueOf(bank.receivedFor(payment).getFirst().get("messageId"));
    var facts = new TreeMap<String, String>(Map.of("cardnym.payment", payment));
    switch (name) {
      case "payment" ->
          facts.putAll(
              Map.of(
                  "cardnym.merchant", merchant,
                  "cardnym.bank", house,
                  "cardnym.outcome", "approved"));
      case "exchange", "transmission" ->
          facts.putAll(
              Map.of(
                  "cardnym.message", message,
                  "cardnym.bank", house,
                  "cardnym.kind", "authorization",
                  "cardnym.outcome", "approved",
                  "cardnym.repeat", "0"));
      case "seal", "send", "check", "settle" ->
          facts.putAll(Map.of("cardnym.message", message, "cardnym.repeat", "0"));
      case "webhook" ->
          facts.putAll(
              Map.of(
                  "cardnym.merchant", merchant,
                  "cardnym.outcome", "arrived",
                  "cardnym.repeat", "0"));
      default -> facts.put("cardnym.outcome", "done");
    }
    return facts;
  }

  private Purchase sell() {
    return shop.sell(shopper.alias(), 1999);
  }

  private Purchase pay() {
    Purchase purchase = sell();
    visitor.at(shop, purchase);
    code = shoppers.freshCode(shopper);
    assertThat(visitor.prove(purchase, Shoppers.PASSWORD, code).<String>path("state"))
        .isEqualTo("approved");
    return purchase;
  }

  /** The payment's spans, once the last of them has come. */
  private List<Span> tree(Purchase purchase) {
    ShopServer.until(() -> collector.spans(trace(purchase)).size() >= TREE.size());
    return collector.spans(trace(purchase));
  }

  private void awaitSpan(Purchase purchase, String name) {
    ShopServer.until(
        () -> collector.spans(trace(purchase)).stream().anyMatch(s -> s.getName().equals(name)));
  }

  private Span span(Purchase purchase, String name) {
    return collector.spans(trace(purchase)).stream()
        .filter(s -> s.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private double failed() {
    return meters.counter("cardnym_trace_spans", "outcome", "failed").count();
  }

  private static String trace(Purchase purchase) {
    return purchase.uuid().toString().replace("-", "");
  }

  private static String id(Span span) {
    return FakeCollector.hex(span.getSpanId().toByteArray());
  }

  private static Set<String> lower(List<String> names) {
    return names.stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static URI endpoint() {
    return ConfigProvider.getConfig().getValue("cardnym.traces.endpoint", URI.class);
  }
}
