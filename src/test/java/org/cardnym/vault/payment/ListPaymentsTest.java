package org.cardnym.vault.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestDoors;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.id.Cursor;
import org.cardnym.vault.merchant.Merchants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class ListPaymentsTest {
  @Inject TestHouse house;
  @Inject Merchants merchants;
  @Inject Tables tables;
  private Shop shop;

  @BeforeEach
  void open() {
    shop = house.open();
  }

  @Test
  void aShopThatSoldNothingHasAnEmptyList() {
    Response answer = shop.list("");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.asString()).isEqualTo("{\"items\":[]}");
  }

  @Test
  void paymentsComeNewestFirstAsTheyWouldComeAlone() {
    List<Purchase> sold = sell(3);

    Response answer = shop.list("");

    assertThat(ids(answer)).containsExactlyElementsOf(newestFirst(sold));
    assertThat(answer.<String>path("next")).isNull();
    assertThat(answer.asString())
        .contains(shop.look(sold.getFirst().id()).asString())
        .doesNotContain("alias", "somebody");
  }

  @Test
  void othersPaymentsAreInNobodysList() {
    Shop other = Shop.open(merchants);
    Purchase theirs = other.sell("somebody", 1999);
    Purchase mine = shop.sell("somebody", 1999);

    assertThat(ids(shop.list(""))).containsExactly(mine.id());
    assertThat(ids(shop.list("reference=A-1001&state=requires_authentication")))
        .containsExactly(mine.id());
    assertThat(ids(other.list(""))).containsExactly(theirs.id());
  }

  @Test
  void pagesHoldAllOnceWhileOthersAreCreated() throws Exception {
    List<Purchase> before = sell(11);
    var meanwhile = new ConcurrentLinkedQueue<Purchase>();
    var reading = new AtomicBoolean(true);
    List<String> read = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int seller = 0; seller < 3; seller++) {
        threads.execute(() -> {
          while (reading.get()) {
            meanwhile.add(shop.sell("somebody", 1));
          }
        });
      }
      try {
        String next = "";
        while (next != null) {
          Response page = shop.list("limit=2" + (next.isEmpty() ? "" : "&cursor=" + next));
          assertThat(ids(page)).hasSizeBetween(1, 2);
          read.addAll(ids(page));
          next = page.path("next");
        }
      } finally {
        reading.set(false);
      }
    }

    assertThat(meanwhile).isNotEmpty();
    assertThat(read)
        .doesNotHaveDuplicates()
        .isSortedAccordingTo(java.util.Comparator.reverseOrder());
    assertThat(read).endsWith(newestFirst(before).toArray(String[]::new));
  }

  @Test
  void aFullLastPageSaysThatNothingFollows() {
    sell(4);

    Response first = shop.list("limit=2");
    Response last = shop.list("limit=2&cursor=" + first.path("next"));

    assertThat(ids(last)).hasSize(2);
    assertThat(last.<String>path("next")).isNull();
  }

  @Test
  void theStateFilters() {
    List<Purchase> sold = sell(3);
    shop.cancel(sold.get(1).id());

    assertThat(ids(shop.list("state=canceled"))).containsExactly(sold.get(1).id());
    assertThat(ids(shop.list("state=requires_authentication")))
        .containsExactly(sold.get(2).id(), sold.get(0).id());
    assertThat(ids(shop.list("state=approved"))).isEmpty();
  }

  @Test
  void theOrdersReferenceFilters() {
    sell(2);
    Purchase wanted =
        Shop.purchase(
            shop.create(
                "k", Shop.order("somebody", 1, "EUR").replace("A-1001", "A 7/\\u00fcber & more")));

    assertThat(ids(shop.list("reference=A%207%2F%C3%BCber%20%26%20more")))
        .containsExactly(wanted.id());
    assertThat(ids(shop.list("reference=A-1001"))).hasSize(2);
    assertThat(ids(shop.list("reference=A-100"))).isEmpty();
    assertThat(ids(shop.list("reference=a-1001"))).isEmpty();
  }

  @Test
  void timesFilterFromOneInclusiveUpToAnotherExclusive() {
    List<Purchase> sold = sell(3);
    String middle = createdAt(sold.get(1));
    String later = Instant.parse(middle).plusNanos(1_000).toString();

    assertThat(ids(shop.list("createdFrom=" + middle)))
        .containsExactly(sold.get(2).id(), sold.get(1).id());
    assertThat(ids(shop.list("createdBefore=" + middle))).containsExactly(sold.get(0).id());
    assertThat(ids(shop.list("createdFrom=" + middle + "&createdBefore=" + later)))
        .containsExactly(sold.get(1).id());
    assertThat(ids(shop.list("createdFrom=" + later + "&createdBefore=" + middle))).isEmpty();
    assertThat(ids(shop.list("createdFrom=2020-01-01T00%3A00%3A00Z"))).hasSize(3);
  }

  @Test
  void filtersHoldOnEveryPage() {
    List<Purchase> sold = sell(5);
    shop.cancel(sold.get(0).id());
    shop.cancel(sold.get(2).id());
    shop.cancel(sold.get(4).id());

    Response first = shop.list("state=canceled&limit=2");
    Response last = shop.list("state=canceled&limit=2&cursor=" + first.path("next"));

    assertThat(ids(first)).containsExactly(sold.get(4).id(), sold.get(2).id());
    assertThat(ids(last)).containsExactly(sold.get(0).id());
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, limit",
    "limit=101, limit",
    "limit=-1, limit",
    "limit=ten, limit",
    "limit=, limit",
    "limit=1&limit=100, limit",
    "state=paid, state",
    "state=APPROVED, state",
    "state=approved&state=failed, state",
    "reference=, reference",
    "reference=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, reference",
    "reference=%E2%80%AEb, reference",
    "createdFrom=yesterday, createdFrom",
    "createdFrom=2026-02-30T00:00:00Z, createdFrom",
    "createdFrom=2026-02-03, createdFrom",
    "createdFrom=2026-02-03T00:00:00, createdFrom",
    "createdFrom=2026-02-03T00:00:00%2B01:00, createdFrom",
    "createdBefore=2026-02-03T00:00:00.1234567Z, createdBefore",
    "createdBefore=-2026-02-03T00:00:00Z, createdBefore",
    "status=approved, query",
    "State=approved, query",
    "merchant=mer_00000000000000000000000000, query"
  })
  void aQueryThatCouldBeMisreadIsRefused(String query, String field) {
    Response answer = shop.list(query);

    refused(answer, 400, "malformed");
    assertThat(answer.<String>path("field")).isEqualTo(field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAA", "%20", "AAAAAAAAAAAAAAAAAAAAA%3D"})
  void aCursorThatIsNoneIsRefused(String cursor) {
    sell(1);

    Response answer = shop.list("cursor=" + cursor);

    refused(answer, 400, "malformed");
    assertThat(answer.<String>path("field")).isEqualTo("cursor");
  }

  @Test
  void aCursorHasOneSpelling() {
    sell(3);
    String cursor = shop.list("limit=1").path("next");
    String respelt = cursor.substring(0, 21) + (char) (cursor.charAt(21) + 1);

    refused(shop.list("cursor=" + respelt), 400, "malformed");
    assertThat(shop.list("cursor=" + cursor).statusCode()).isEqualTo(200);
  }

  @Test
  void aCursorThatSomebodyMadeUpShowsNothingOfOthers() {
    Purchase mine = shop.sell("somebody", 1999);
    Purchase theirs = Shop.open(merchants).sell("somebody", 1999);

    String highest = Cursor.after(new UUID(-1, -1));

    assertThat(ids(shop.list("cursor=" + Cursor.after(theirs.uuid())))).containsExactly(mine.id());
    assertThat(ids(shop.list("cursor=" + highest))).containsExactly(mine.id());
    assertThat(ids(shop.list("cursor=" + Cursor.after(new UUID(0, 0))))).isEmpty();
  }

  @Test
  void aCardNumberAsReferenceIsRefusedWithoutEcho() {
    Response answer = shop.list("reference=4111%201111%201111%201111");

    refused(answer, 422, "text_like_card");
    assertThat(answer.asString()).doesNotContain("411111").doesNotContainPattern("\\b1111\\b");
  }

  @Test
  void aListHoldsNoPaymentThatDoesNotCheck() {
    Purchase edited = sell(2).getFirst();
    tables.write(
        "update payment set state = 'APPROVED', authorized = amount where payment_id = ?1",
        edited.uuid());
    try {
      refused(shop.list(""), 500, "row_refused");
    } finally {
      tables.write("delete from payment where payment_id = ?1", edited.uuid());
    }
  }

  @Test
  void onlyShopsHaveLists() {
    refused(TestDoors.api().get("/v1/payments"), 401, "unauthenticated");
    refused(TestDoors.api(TestTokens.operator()).get("/v1/payments"), 403, "forbidden");
    refused(TestDoors.api(TestTokens.merchant("nobody")).get("/v1/payments"), 403, "forbidden");
  }

  @Test
  void aSuspendedShopStillReadsItsList() {
    Purchase made = shop.sell("somebody", 1999);
    merchants.suspend("test", shop.id(), "test");

    assertThat(ids(shop.list(""))).containsExactly(made.id());
  }

  @Test
  void tooManyListsAreRefusedAndToldWhenToComeBack() {
    shop.list("");
    tables.write("update limit_counter set tries = 600 where limit_name = 'LISTS_PER_MERCHANT'");

    Response answer = shop.list("");

    refused(answer, 429, "too_many_requests");
    assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 60);
    assertThat(answer.<Integer>path("retryAfterSeconds"))
        .isEqualTo(Integer.parseInt(answer.header("Retry-After")));
    assertThat(shop.create("k", Shop.order("somebody", 1, "EUR")).statusCode()).isEqualTo(201);
  }

  /** So many payments, in the order of their creation, each in a millisecond of its own. */
  private List<Purchase> sell(int count) {
    return IntStream.range(0, count).mapToObj(i -> shop.sell("somebody", 1999)).toList();
  }

  private String createdAt(Purchase purchase) {
    return shop.look(purchase.id()).path("createdAt");
  }

  private static List<String> newestFirst(List<Purchase> sold) {
    return sold.reversed().stream().map(Purchase::id).toList();
  }

  private static List<String> ids(Response answer) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return answer.path("items.id");
  }

  private static void refused(Response answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.<String>path("code")).isEqualTo(code);
  }
}
