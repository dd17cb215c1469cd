package org.cardnym.vault.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.audit.AuditTrail;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
class PurgesTest {
  @Inject TestPurges replicas;
  @Inject Rules rules;
  @Inject Tables tables;
  @Inject AuditTrail trail;
  @Inject Alarms alarms;
  private final FakePurge fake = FakePurge.daily();

  @Test
  void whatIsDueRunsOnceAndIsNotDueAgainBeforeItsTime() {
    replicas.replica(fake).sweep();
    replicas.replica(fake).sweep();

    assertThat(fake.asked).hasSize(1);
    assertThat(fake.asked.getFirst())
        .isCloseTo(Instant.now().minus(Duration.ofDays(10)), within(1, ChronoUnit.MINUTES));
    replicas.due(fake.kind());
    replicas.replica(fake).sweep();
    assertThat(fake.asked).hasSize(2);
  }

  @Test
  void ofTwoReplicasAtOnceOnePurges() {
    var began = new CountDownLatch(1);
    var other = new CountDownLatch(1);
    fake.does =
        place -> {
          began.countDown();
          wait(other);
          return new Batch(3, 0, null);
        };

    var first = CompletableFuture.runAsync(replicas.replica(fake)::sweep);
    wait(began);
    replicas.replica(fake).sweep();
    other.countDown();
    first.join();

    assertThat(fake.asked).hasSize(1);
    assertThat(seen().purged()).isEqualTo(3);
  }

  @Test
  void whoLostTheClaimMeanwhileNotesNothing() {
    fake.does =
        place -> {
          tables.write(
              "update retention_pass set due = due + interval '1 minute' where kind = ?1",
              fake.kind());
          return new Batch(3, 0, null);
        };

    replicas.replica(fake).sweep();

    assertThat(seen().purgedAt()).isNull();
    assertThat(passes()).isEmpty();
  }

  @Test
  void aPurgeThatBreaksHoldsUpNoOtherAndIsTold() {
    FakePurge good = FakePurge.daily();
    fake.does =
        place -> {
          throw new IllegalStateException("card 4111111111111111");
        };

    replicas.replica(fake, good).sweep();

    assertThat(good.asked).hasSize(1);
    assertThat(seen().error()).isEqualTo("internal");
    assertThat(seen().purgedAt()).isNull();
    assertThat(replicas.seen(good).error()).isNull();
    fake.does = place -> new Batch(1, 0, null);
    replicas.due(fake.kind());
    replicas.replica(fake).sweep();
    assertThat(seen().error()).isNull();
    assertThat(seen().purged()).isEqualTo(1);
  }

  @Test
  void anotherReplicaGoesOnWhereOneBroke() {
    fake.does =
        place -> {
          if (place != null) {
            throw new Refusal(ErrorCode.ROW_REFUSED);
          }
          return new Batch(2, 1, "there");
        };
    replicas.replica(fake).sweep();
    assertThat(seen().error()).isEqualTo("row_refused");

    fake.does = place -> new Batch(5, 0, null);
    replicas.due(fake.kind());
    replicas.replica(fake).sweep();

    assertThat(fake.places).containsExactly(null, "there", "there");
    assertThat(seen().purged()).isEqualTo(7);
    assertThat(seen().left()).isEqualTo(1);
  }

  @Test
  void aDailyPassStandsInTheTrailWithItsCountAlsoOfNone() {
    fake.does = place -> new Batch(4, 0, null);
    replicas.replica(fake).sweep();
    fake.does = place -> new Batch(0, 0, null);
    replicas.due(fake.kind());
    replicas.replica(fake).sweep();

    assertThat(passes())
        .containsExactly(Map.of("count", "0", "left", "0"), Map.of("count", "4", "left", "0"));
  }

  @Test
  void whatRunsAllDayLongLeavesNoEntries() {
    var often = new FakePurge(Duration.ofMinutes(1));

    replicas.replica(often).sweep();

    assertThat(entries(often.kind())).isEmpty();
    assertThat(replicas.seen(often).purgedAt()).isNotNull();
  }

  @Test
  void aPeriodThatAnOperatorSetHoldsFromTheNextPassOn() {
    rules.set(fake.terms(), Duration.ofDays(5), "person:op", "because");

    replicas.replica(fake).sweep();

    assertThat(fake.asked.getFirst())
        .isCloseTo(Instant.now().minus(Duration.ofDays(5)), within(1, ChronoUnit.MINUTES));
    assertThat(seen().keep()).isEqualTo("5d");
    assertThat(seen().reason()).isEqualTo("because");
  }

  @ParameterizedTest
  @CsvSource({"119", "481"})
  void aPeriodOutOfBoundsIsRefused(int hours) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> rules.set(fake.terms(), Duration.ofHours(hours), "person:op", "because"))
        .satisfies(refused -> {
          assertThat(refused.code()).isEqualTo(ErrorCode.RETENTION_UNFIT);
          assertThat(refused.facts()).containsEntry("least", "5d").containsEntry("most", "20d");
        });
    assertThat(rules.find(fake.kind())).isEmpty();
  }

  @Test
  void aPeriodWrittenPastTheVaultPurgesNothingAndRaisesTheAlarm() {
    rules.set(fake.terms(), Duration.ofDays(20), "person:op", "because");
    tables.write("update retention_rule set keep_seconds = 1 where kind = ?1", fake.kind());

    replicas.replica(fake).sweep();

    assertThat(fake.asked).isEmpty();
    assertThat(seen().error()).isEqualTo("row_refused");
    alarms.await(fake.kind());
  }

  @Test
  void whatNobodyPurgedForTooLongIsOverdue() {
    assertThat(seen().overdue()).isTrue();
    replicas.replica(fake).sweep();
    assertThat(seen().overdue()).isFalse();

    tables.write(
        "update retention_pass set purged_at = purged_at - interval '73 hours' where kind = ?1",
        fake.kind());

    assertThat(seen().overdue()).isTrue();
  }

  @Test
  void aKindThatAStartHasSeenIsOverdueOnlyAfterAWhile() {
    replicas.replica(fake).start(new StartupEvent());
    replicas.replica(fake).start(new StartupEvent());
    assertThat(seen().overdue()).isFalse();
    assertThat(seen().purgedAt()).isNull();

    tables.write(
        "update retention_pass set seen_at = seen_at - interval '73 hours' where kind = ?1",
        fake.kind());
    assertThat(seen().overdue()).isTrue();

    replicas.replica(fake).sweep();
    assertThat(seen().overdue()).isFalse();
  }

  @Test
  void aPassThatIsYetToComeIsNone() {
    replicas.replica(fake).sweep();

    tables.write(
        "update retention_pass set purged_at = '2999-01-01', due = '2999-01-01' where kind = ?1",
        fake.kind());

    assertThat(seen().overdue()).isTrue();
  }

  @Test
  void aReplicaWhoseClockIsOffPurgesNothing() {
    TestClock.ahead(Duration.ofMinutes(2));
    replicas.replica(fake).scheduled();
    assertThat(fake.asked).isEmpty();

    TestClock.ahead(Duration.ofSeconds(1));
    replicas.replica(fake).scheduled();
    assertThat(fake.asked).hasSize(1);
  }

  private RetentionView seen() {
    return replicas.seen(fake);
  }

  private List<Map<String, String>> passes() {
    return entries(fake.kind());
  }

  /** The facts of the kind's passes in the trail, the newest first. */
  private List<Map<String, String>> entries(String kind) {
    return QuarkusTransaction.requiringNew()
        .call(() ->
            trail.page(null, kind, 100).stream()
                .filter(entry -> "RETENTION_PURGED".equals(entry.action()))
                .map(entry -> entry.facts())
                .toList());
  }

  private static void wait(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
