package org.cardnym.vault.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.issuer.QuickBanks;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a run is driven: over answers that are none, failures, and replicas at once. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(QuickBanks.class)
class DrivenRunsTest extends BooksHarness {
  @Inject Reconciliations reconciliations;

  @Test
  void aTimeThatIsNotOverByTheMarginIsNotCompared() {
    Refusal refused =
        catchThrowableOfType(
            Refusal.class,
            () -> runs.begin("test", bank.id(), began, Instant.now().plusSeconds(60)));

    assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED);
    assertThat(refused.facts()).containsEntry("field", "until");
    assertThat(bank.received("reconciliation")).isEmpty();
  }

  @Test
  void aBankThatFailsInTheMiddleIsAskedOnFromThere() {
    for (int i = 0; i < 5; i++) {
      bank.sold();
    }
    bank.pagesOf(2);
    bank.answersHonestly();
    bank.fails(503);

    RunView left = driven(began());

    assertThat(left.state()).isEqualTo(RunState.RUNNING);
    assertThat(left.records()).isEqualTo(2);
    assertThat(left.failures()).isEqualTo(1);
    assertThat(left.reason()).isEqualTo("status_503");
    due(left);
    schedule.sweep().join();
    RunView run = runs.find(bank.id(), left.id()).orElseThrow();
    assertThat(run.state()).isEqualTo(RunState.FINISHED);
    assertThat(run.records()).isEqualTo(5);
    assertThat(run.agreed()).isEqualTo(5);
    assertThat(run.failures()).isZero();
    assertThat(bank.received("reconciliation"))
        .extracting(payload -> payload.get("cursor"))
        .containsExactly(null, "2", "2", "4");
  }

  static List<Map<String, Object>> noPages() {
    return List.of(
        Map.of(),
        Map.of("records", "none"),
        Map.of("records", List.of("x")),
        Map.of("records", List.of(), "next", "1"),
        Map.of("records", List.of(Map.of("messageId", "msg_1", "kind", "authorization"))));
  }

  @ParameterizedTest
  @MethodSource("noPages")
  void anAnswerThatIsNotAsAgreedIsNone(Map<String, Object> members) {
    bank.bookedThereOnly("authorization", "approved");
    bank.answers(members);

    assertNotBelieved("answer_records");
  }

  @Test
  void aRecordOfAnotherTimeMakesTheAnswerNone() {
    UUID unknown = bank.bookedThereOnly("authorization", "approved");
    bank.rewrite(unknown, "time", began.minus(Duration.ofDays(30)).toString());
    Map<String, Object> record = bank.recordOf(unknown);
    bank.answers(Map.of("records", List.of(record)));

    assertNotBelieved("answer_records");
  }

  @Test
  void anAnswerByAnotherKeyIsNone() {
    bank.bookedThereOnly("authorization", "approved");
    bank.answersByAnotherKey();

    assertNotBelieved("answer_key");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 409, 500, 503})
  void aRefusalIsNoAnswer(int status) {
    bank.bookedThereOnly("authorization", "approved");
    bank.fails(status);

    assertNotBelieved("status_" + status);
  }

  @Test
  void twoReplicasAtOnceDoItOnce() {
    UUID unknown = bank.bookedThereOnly("authorization", "approved");
    bank.sold();
    UUID run = began();

    CompletableFuture.allOf(reconciler.start(run), reconciler.start(run), reconciler.start(run))
        .join();

    RunView view = runs.find(bank.id(), run).orElseThrow();
    assertThat(view.state()).isEqualTo(RunState.FINISHED);
    assertThat(view.records()).isEqualTo(2);
    assertThat(view.reversed()).isEqualTo(1);
    assertThat(only().messageId()).isEqualTo(unknown);
    awaitUndone(unknown);
  }

  @Test
  void aRunIsClaimedByOneReplica() {
    UUID run = began();
    due(runs.find(bank.id(), run).orElseThrow());

    assertThat(queue.claim(100)).contains(run);
    assertThat(queue.claim(100)).doesNotContain(run);
  }

  @Test
  void oneRunAtATimeForEachBank() {
    began();

    Refusal second = catchThrowableOfType(Refusal.class, this::began);

    assertThat(second.code()).isEqualTo(ErrorCode.CONFLICT);
  }

  @Test
  void aSuspendedBankIsAskedToo() {
    bank.sold();
    bank.suspend();

    assertThat(ended().agreed()).isEqualTo(1);
  }

  @Test
  void aRunThatSomebodyElseWroteIsNotDriven() {
    UUID run = began();
    banks.write(
        "update reconciliation set walked = true, due = clock_timestamp() where run_id = :run",
        Map.of("run", run));

    reconciler.start(run).join();

    assertThat(bank.received("reconciliation")).isEmpty();
    assertThat(queue.claim(100)).doesNotContain(run);
  }

  @Test
  void askingAgainHurriesARunThatWaitsForItsBank() {
    bank.fails(503);
    RunView waits = driven(began());
    assertThat(queue.claim(100)).doesNotContain(waits.id());

    Refusal second =
        catchThrowableOfType(
            Refusal.class, () -> reconciliations.begin("test", bank.id(), began, Instant.now()));

    assertThat(second.code()).isEqualTo(ErrorCode.CONFLICT);
    assertThat(queue.claim(100)).contains(waits.id());
  }

  private void assertNotBelieved(String reason) {
    RunView run = driven(began());

    assertThat(run.state()).isEqualTo(RunState.RUNNING);
    assertThat(run.reason()).isEqualTo(reason);
    assertThat(run.records()).isZero();
    assertThat(open()).isEmpty();
    banks.sweep();
    assertThat(bank.undone()).isEmpty();
  }
}
