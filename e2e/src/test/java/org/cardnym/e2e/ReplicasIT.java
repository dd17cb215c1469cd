package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * One idempotency key is one payment, or one refund, whichever replica is asked: again, at once,
 * and after the one that took the request is gone. A second vault joins the shared sandbox for it.
 */
@Order(8)
@Isolated
@ExtendWith(SharedWorld.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplicasIT {
  private static final int TWINS = 8;

  private static World world;
  private static SecondVault second;
  private static Merchant here;
  private static Merchant there;
  private static String paid;
  private static Payer payer;

  @BeforeAll
  static void joinAndSell(World shared) {
    world = shared;
    second = SecondVault.start(shared);
    here = shared.merchant();
    there = shared.merchantAt(second.origin());
    payer = shared.payer(Cast.ASKED_TWICE);
    paid = shared.pay(payer).path("id").asText();
    here.awaitState(paid, Await.PATIENCE, Set.of("approved"));
    second.awaitReady();
  }

  @AfterAll
  static void leave() {
    if (second != null) {
      second.close();
    }
  }

  @Test
  @Order(1)
  @ExtendWith(Browsing.class)
  void whatWasSignedOrConfirmedMoreThanFiveMinutesAgoPaysNothing() {
    try (Chromium chromium = Chromium.launch()) {
      var proofs = new ExpiredProofs(world, second, payer, chromium.stranger().newPage());
      proofs.register();
      proofs.anAnswerOfAPasskeyIsOverAfterFiveMinutes();
      proofs.aTokenIsOverAfterFiveMinutes();
    }
  }

  @Test
  void theSameRequestAtTheOtherReplicaIsTheSamePayment() {
    String key = Merchant.key();
    Map<String, Object> body = here.body("sunny-otter", 500);
    Reply first = there.post(key, body);
    assertThat(first.status()).as(first.body()).isEqualTo(201);
    Reply again = here.post(key, body);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.json()).isEqualTo(first.json());
  }

  @Test
  void theSameKeyWithAnotherRequestIsRefusedAtTheOtherReplica() {
    String key = Merchant.key();
    Map<String, Object> body = here.body("sunny-otter", 500);
    String made = there.post(key, body).json().path("id").asText();
    refused(here.post(key, priced(body, 501)), 422, "idempotency_key_reused");
    refused(here.refund(paid, key, 1), 422, "idempotency_key_reused");
    assertThat(there.post(key, body).json().path("id").asText()).isEqualTo(made);
  }

  @Test
  void twinsAtBothReplicasMakeOnePayment() throws Exception {
    String key = Merchant.key();
    Map<String, Object> body = here.body("sunny-otter", 700);
    assertThat(atBoth(replica -> replica.post(key, body))).hasSize(1).first().matches(made());
    assertThat(here.paymentsFor(body)).hasSize(1);
  }

  @Test
  void aRefusedPaymentLeavesItsKeyForTheRightOne() {
    String key = Merchant.key();
    Map<String, Object> body = here.body("sunny-otter", 500);
    for (Merchant replica : List.of(there, here, there)) {
      assertThat(replica.post(key, priced(body, 0)).status()).isEqualTo(422);
    }
    Reply right = here.post(key, body);
    assertThat(right.status()).as(right.body()).isEqualTo(201);
    assertThat(there.post(key, body).json()).isEqualTo(right.json());
    refused(there.post(key, priced(body, 501)), 422, "idempotency_key_reused");
  }

  @Test
  void theSameRefundAtTheOtherReplicaIsTheSameRefund() {
    String key = Merchant.key();
    String refund = succeeded(there.refund(paid, key, 100));
    Reply again = here.refund(paid, key, 100);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.json().path("id").asText()).isEqualTo(refund);
    assertThat(again.json().path("state").asText()).isEqualTo("succeeded");
    refused(here.refund(paid, key, 101), 422, "idempotency_key_reused");
    assertThat(bookedFor(100)).isEqualTo(1);
  }

  @Test
  void twinsAtBothReplicasMakeOneRefund() throws Exception {
    String key = Merchant.key();
    assertThat(atBoth(replica -> replica.refund(paid, key, 110)))
        .hasSize(1)
        .first()
        .matches(made());
    succeeded(here.refund(paid, key, 110));
    assertThat(bookedFor(110)).isEqualTo(1);
  }

  @Test
  void aRefundOfMoreThanWasPaidLeavesItsKeyForTheRightOne() {
    String key = Merchant.key();
    for (Merchant replica : List.of(there, here, there)) {
      Reply over = replica.refund(paid, key, 1235);
      assertThat(over.status()).as(over.body()).isEqualTo(422);
      assertThat(over.code()).isNotEqualTo("idempotency_key_reused");
    }
    String refund = succeeded(here.refund(paid, key, 120));
    assertThat(there.refund(paid, key, 120).json().path("id").asText()).isEqualTo(refund);
    refused(there.refund(paid, key, 1235), 422, "idempotency_key_reused");
    assertThat(bookedFor(120)).isEqualTo(1);
  }

  @Test
  void triesAreCountedTogetherWhicheverReplicaTheyAreMadeAt() {
    SignInDoor one = SignInDoor.of(world);
    var other = new SignInDoor(second::post);
    one.failsTimes(2, payer);
    other.isOpenFor(payer);
    one.failsTimes(2, payer);
    other.failsTimes(3, payer);
    one.isLockedFor(payer);
    other.isLockedFor(payer);
  }

  @Test
  @Order(Integer.MAX_VALUE - 1)
  @ExtendWith(Browsing.class)
  void theRootKeyChangesUnderBothWhileTheyServe() throws Exception {
    String key = Merchant.key();
    Map<String, Object> body = here.body("sunny-otter", 600);
    String begun = here.post(key, body).json().path("id").asText();

    new RootKeyMove(world, second).whileServing(here, there);

    assertThat(there.post(key, body).json().path("id").asText()).isEqualTo(begun);
    String after = world.pay(world.payer(Cast.KEPT_BY_KEYS)).path("id").asText();
    here.awaitState(after, Await.PATIENCE, Set.of("approved"));
    succeeded(there.refund(paid, Merchant.key(), 140));
  }

  /** Payment and refund together, as one vault can be killed once. */
  @Test
  @Order(Integer.MAX_VALUE)
  void whatAKilledReplicaHadCommittedIsAnsweredByTheOther() {
    String payKey = Merchant.key();
    Map<String, Object> body = here.body("sunny-otter", 900);
    second.standStillAt("PAYMENT_COMMITTED");
    CompletableFuture<Reply> payment = unanswered(() -> there.post(payKey, body));
    second.awaitStandstill();
    String refundKey = Merchant.key();
    second.standStillAt("REFUND_COMMITTED");
    CompletableFuture<Reply> refund = unanswered(() -> there.refund(paid, refundKey, 130));
    second.awaitStandstill();
    JsonNode committed = here.paymentsFor(body).getFirst();

    second.kill();

    assertThatThrownBy(payment::join).isInstanceOf(CompletionException.class);
    assertThatThrownBy(refund::join).isInstanceOf(CompletionException.class);
    Reply made = here.post(payKey, body);
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(made.json().path("id")).isEqualTo(committed.path("id"));
    assertThat(here.paymentsFor(body)).hasSize(1);
    refused(here.post(payKey, priced(body, 901)), 422, "idempotency_key_reused");
    succeeded(here.refund(paid, refundKey, 130));
    refused(here.refund(paid, refundKey, 131), 422, "idempotency_key_reused");
    assertThat(bookedFor(130)).isEqualTo(1);
  }

  private static CompletableFuture<Reply> unanswered(Callable<Reply> request) {
    CompletableFuture<Reply> answer = new CompletableFuture<>();
    Thread.startVirtualThread(() -> {
      try {
        answer.complete(request.call());
      } catch (UncheckedIOException cut) {
        answer.completeExceptionally(cut);
      } catch (Exception broken) {
        answer.obtrudeException(broken);
      }
    });
    return answer;
  }

  private interface AtReplica {
    Reply ask(Merchant replica);
  }

  /** The same request to both replicas at once; the answers that differ, states left out. */
  private static Set<String> atBoth(AtReplica request) throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Reply>> twins =
          IntStream.range(0, TWINS)
              .mapToObj(i -> (Callable<Reply>) () -> request.ask(i % 2 == 0 ? here : there))
              .toList();
      return threads.invokeAll(twins).stream()
          .map(Future::resultNow)
          .map(reply -> reply.status() + " " + reply.json().path("id").asText(reply.body()))
          .collect(Collectors.toSet());
    }
  }

  private static Predicate<String> made() {
    return answer -> answer.matches("201 (pay|ref)_[0-9a-z]{26}");
  }

  private static Map<String, Object> priced(Map<String, Object> body, int cents) {
    Map<String, Object> other = new HashMap<>(body);
    other.put("amount", Map.of("value", cents, "currency", "EUR"));
    return other;
  }

  /** The refund's id, once the bank has given the money back. */
  private static String succeeded(Reply asked) {
    assertThat(asked.status()).as(asked.body()).isEqualTo(201);
    String refund = asked.json().path("id").asText();
    Await.until(
        "the refund",
        Await.PATIENCE,
        () ->
            here.get(paid + "/refunds/" + refund)
                .json()
                .path("state")
                .asText()
                .equals("succeeded"));
    return refund;
  }

  /** How often the bank gave this amount back. */
  private static long bookedFor(long cents) {
    return world.bank().of(paid).stream()
        .filter(receipt -> receipt.path("kind").asText().equals("refund"))
        .filter(receipt -> receipt.path("balanceEffect").asLong() == cents)
        .count();
  }

  private static void refused(Reply reply, int status, String code) {
    assertThat(reply.code()).as(reply.status() + " " + reply.body()).isEqualTo(code);
    assertThat(reply.status()).isEqualTo(status);
  }
}
