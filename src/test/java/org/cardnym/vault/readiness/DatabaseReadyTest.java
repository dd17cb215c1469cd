package org.cardnym.vault.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.cardnym.vault.TestVault;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
class DatabaseReadyTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Inject EntityManager entities;
  @Inject @Readiness DatabaseReady loosenedByTheTest;

  @Test
  void aSandboxIsReadyOnOneDatabase() {
    HealthCheckResponse answer = loosenedByTheTest.call();

    assertThat(answer.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    assertThat(answer.getData().orElseThrow()).containsEntry("synchronous_replication", "off");
  }

  @Test
  void productionIsUnreadyWithoutASynchronousStandby() {
    var strict = new DatabaseReady(entities, new Loosened(Optional.empty()), Clock.systemUTC());

    assertThat(
            io.quarkus.narayana.jta.QuarkusTransaction.requiringNew()
                .call(strict::call)
                .getStatus())
        .isEqualTo(HealthCheckResponse.Status.DOWN);
  }

  @Test
  void aReplicaWhoseClockIsOffIsUnready() {
    var late = Clock.fixed(Instant.now().minusSeconds(10), ZoneOffset.UTC);
    var ready =
        new DatabaseReady(entities, new Loosened(Optional.of(List.of("single-database"))), late);

    assertThat(
            io.quarkus.narayana.jta.QuarkusTransaction.requiringNew().call(ready::call).getStatus())
        .isEqualTo(HealthCheckResponse.Status.DOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "'', on, false",
    "'FIRST 1 (a)', on, true",
    "'ANY 1 (a, b)', remote_apply, true",
    "'FIRST 1 (a)', local, false",
    "'FIRST 1 (a)', off, false"
  })
  void aCommitMustWaitForAStandby(String names, String commit, boolean replicated) {
    assertThat(DatabaseReady.replicated(names, commit)).isEqualTo(replicated);
  }

  @Test
  void clocksAreOnlyCalledApartByWhatCanBeKnown() {
    assertThat(DatabaseReady.skew(NOON, NOON.plusSeconds(3), NOON.plusSeconds(1))).isZero();
    assertThat(DatabaseReady.skew(NOON, NOON.plusSeconds(3), NOON.plusSeconds(6)))
        .isEqualTo(Duration.ofSeconds(3));
    assertThat(DatabaseReady.skew(NOON, NOON.plusSeconds(3), NOON.minusSeconds(4)))
        .isEqualTo(Duration.ofSeconds(4));
  }
}
