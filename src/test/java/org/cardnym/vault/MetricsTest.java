package org.cardnym.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.issuer.HouseBank;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The management port tells what docs/metrics.md says and no more, names nobody, and is all that
 * the shipped board and alerts ask for.
 */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class MetricsTest {
  private static final Path DOCUMENTED = Path.of("../docs/metrics.md");
  private static final Path BOARD = Path.of("../docker/grafana/cardnym-board.json");
  private static final Path ALERTS = Path.of("../docker/prometheus/cardnym-alerts.yml");

  /** Labels of the vault's own meters: words of the code, each of a few. */
  private static final Set<String> LABELS =
      Set.of(
          "state", "by", "step", "result", "kind", "outcome", "event", "purpose", "limit", "door",
          "status", "table", "le");

  /** What the platform puts beside its own. */
  private static final Set<String> PLATFORM_LABELS =
      Set.of(
          "area",
          "id",
          "action",
          "cause",
          "gc",
          "state",
          "pool",
          "type",
          "name",
          "datasource",
          "le",
          "quantile",
          "method",
          "outcome",
          "status",
          "uri",
          "clientName",
          "local",
          "remote",
          "runtime",
          "vendor",
          "version",
          "pool_name",
          "pool_type",
          "queue_type",
          "level",
          "class",
          "exception",
          "allocator_type",
          "memory_type",
          "cache_type",
          "hash",
          "size",
          "compute",
          "code");

  /** Seven words at most, or a bucket's bound: no identifier, hash, number or name of a person. */
  private static final Pattern WORD = Pattern.compile("[A-Za-z]+([_-][A-Za-z]+){0,6}|[0-9]{3}");

  /** What no label of anybody may hold: our identifiers, UUIDs, long digits, mail, hashes. */
  private static final Pattern IDENTIFIER =
      Pattern.compile(
          "(?i).*((pay|crd|mer|bnk|pyr|evt|msg)_[0-9a-z]{8,}|[0-9a-f]{8}-[0-9a-f]{4}-|[0-9]{12,}|@|[0-9a-f]{32,}).*");

  @TestHTTPResource(value = "/metrics", management = true)
  String url;

  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject HouseBank bank;
  private final Visitor visitor = new Visitor();
  private Shop shop;
  private Shopper shopper;

  @BeforeEach
  void open() {
    shop = house.open();
    shopper = shoppers.withCard();
  }

  @Test
  void everyMeterIsDocumentedAndEveryDocumentedOneIsThere() throws IOException {
    pay(1999);
    Scrape scrape = Scrape.now(url);
    Set<String> own = own(scrape.meters());

    assertThat(own).isEqualTo(documented("(?m)^\\| `(cardnym_[a-z_]+)` \\|"));
    Set<String> prefixes = documented("`((?!cardnym)[a-z]+_(?:[a-z]+_)?)`");
    assertThat(scrape.meters())
        .allMatch(name -> own.contains(name) || prefixes.stream().anyMatch(name::startsWith));
  }

  @Test
  void noLabelNamesAnybody() {
    Purchase purchase = pay(1999);
    visitor.prove(purchase, Shoppers.PASSWORD, "000000");
    shop.sell("nobody-has-this-name", 100);

    for (Scrape.Sample sample : Scrape.now(url).samples()) {
      boolean own = sample.name().startsWith("cardnym_");
      assertThat(own ? LABELS : PLATFORM_LABELS)
          .as(sample.name())
          .containsAll(sample.labels().keySet());
      sample
          .labels()
          .forEach((label, value) -> {
            assertThat(value).as("%s %s", sample.name(), label).doesNotMatch(IDENTIFIER);
            if (own && !label.equals("le")) {
              assertThat(value).as("%s %s", sample.name(), label).matches(WORD);
            }
          });
    }
    assertThat(Scrape.now(url).text())
        .doesNotContain(
            shopper.alias(), shopper.email(), purchase.id(), shop.client(), shop.origin(), "4111");
  }

  @Test
  void aPaymentIsCountedAtEachStepAndOnceAtItsEnd() {
    Scrape before = Scrape.now(url);
    pay(1999);
    Scrape after = Scrape.now(url);

    for (String step : List.of("create", "open", "prove", "place", "await")) {
      var labels = Map.of("step", step, "result", "done");
      assertThat(grown(before, after, "cardnym_payment_step_seconds_count", labels))
          .as(step)
          .isEqualTo(1);
    }
    assertThat(grown(before, after, "cardnym_payments_created_total", Map.of())).isEqualTo(1);
    assertThat(grown(before, after, "cardnym_payments_ended_total", Map.of())).isEqualTo(1);
    assertThat(
            grown(
                before,
                after,
                "cardnym_payments_ended_total",
                Map.of("state", "approved", "by", "bank")))
        .isEqualTo(1);
    assertThat(
            grown(before, after, "cardnym_settle_seconds_count", Map.of("kind", "authorization")))
        .isEqualTo(1);
  }

  @Test
  void aRefundIsCountedWhenItIsAskedForAndWhenTheBankHasAnswered() {
    Purchase paid = pay(1999);
    bank.declines("13");
    Scrape before = Scrape.now(url);
    assertThat(shop.refunded(paid, shop.giveBack(paid, 500))).isEqualTo("declined");
    assertThat(shop.refunded(paid, shop.giveBack(paid, 500))).isEqualTo("succeeded");
    shop.refund(paid.id(), "over", Shop.back(1500));
    Scrape after = Scrape.now(url);

    assertThat(grown(before, after, "cardnym_refunds_created_total", Map.of())).isEqualTo(2);
    for (String state : List.of("declined", "succeeded")) {
      assertThat(grown(before, after, "cardnym_refunds_ended_total", Map.of("state", state)))
          .as(state)
          .isEqualTo(1);
    }
  }

  @Test
  void withoutACollectorNothingIsTraced() {
    pay(1999);

    for (String outcome : List.of("sent", "failed", "dropped")) {
      assertThat(Scrape.now(url).value("cardnym_trace_spans_total", Map.of("outcome", outcome)))
          .isZero();
    }
  }

  @Test
  void aTryThatFailsIsARefusedStepAndNoOutcome() {
    Purchase purchase = shop.sell(shopper.alias(), 1999);
    visitor.at(shop, purchase);
    Scrape before = Scrape.now(url);
    visitor.prove(purchase, "wrong wrong wrong wrong", "000000");
    Scrape after = Scrape.now(url);

    assertThat(
            grown(
                before,
                after,
                "cardnym_payment_step_seconds_count",
                Map.of("step", "prove", "result", "refused")))
        .isEqualTo(1);
    assertThat(grown(before, after, "cardnym_payments_ended_total", Map.of())).isZero();
    assertThat(grown(before, after, "cardnym_hashing_seconds_count", Map.of())).isPositive();
  }

  @Test
  void whatTheVaultItselfDeclinesIsCountedSo() {
    Scrape before = Scrape.now(url);
    Purchase tooMuch = shop.sell(shopper.alias(), 60_000);
    visitor.at(shop, tooMuch);
    visitor.prove(tooMuch, Shoppers.PASSWORD, shoppers.freshCode(shopper));
    Scrape after = Scrape.now(url);

    assertThat(
            grown(
                before,
                after,
                "cardnym_payments_ended_total",
                Map.of("state", "declined", "by", "vault")))
        .isEqualTo(1);
  }

  @Test
  void theLastTryBeforeALockIsCountedAndThenTheRefusals() {
    Purchase purchase = shop.sell(shopper.alias(), 1999);
    visitor.at(shop, purchase);
    Scrape before = Scrape.now(url);
    for (int tries = 0; tries < 6; tries++) {
      visitor.prove(purchase, "wrong wrong wrong wrong", "000000");
    }
    Scrape after = Scrape.now(url);

    var door = Map.of("limit", "PASSWORD_STRANGERS");
    assertThat(grown(before, after, "cardnym_limit_last_tries_total", door)).isEqualTo(1);
    assertThat(grown(before, after, "cardnym_limit_refusals_total", door)).isEqualTo(1);
  }

  @Test
  void alarmsStandAtNoughtBeforeTheFirst() {
    Scrape scrape = Scrape.now(url);

    for (String table : List.of("payment", "card", "bank", "audit_entry", "audit_head")) {
      assertThat(scrape.samples())
          .anyMatch(s ->
              s.name().equals("cardnym_rows_refused_total")
                  && s.labels().equals(Map.of("table", table)));
    }
    assertThat(scrape.value("cardnym_keys_open", Map.of())).isEqualTo(1);
    assertThat(scrape.value("cardnym_keys_fresh", Map.of())).isEqualTo(1);
  }

  @Test
  void boardAndAlertsAskOnlyForWhatIsThere() throws IOException {
    pay(1999);
    Set<String> there = Scrape.now(url).names();

    Set<String> asked = new TreeSet<>(names(Files.readString(BOARD)));
    asked.addAll(names(Files.readString(ALERTS)));

    assertThat(asked).hasSizeGreaterThan(30);
    assertThat(there).containsAll(asked);
  }

  private Purchase pay(long cents) {
    Purchase purchase = shop.sell(shopper.alias(), cents);
    visitor.at(shop, purchase);
    assertThat(
            visitor
                .prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper))
                .<String>path("state"))
        .isEqualTo("approved");
    return purchase;
  }

  private static double grown(
      Scrape before, Scrape after, String name, Map<String, String> labels) {
    return after.value(name, labels) - before.value(name, labels);
  }

  private static Set<String> own(Set<String> names) {
    return names.stream()
        .filter(name -> name.startsWith("cardnym_"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> documented(String pattern) throws IOException {
    return Pattern.compile(pattern)
        .matcher(Files.readString(DOCUMENTED))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> names(String queries) {
    Stream<String> found =
        Pattern.compile("\\b(?:cardnym|agroal|jvm|process)_[a-z_]+")
            .matcher(queries)
            .results()
            .map(match -> match.group());
    return found.collect(Collectors.toSet());
  }
}
