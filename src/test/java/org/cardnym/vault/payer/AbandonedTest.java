package org.cardnym.vault.payer;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.retention.Batch;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
class AbandonedTest {
  private static final Duration AFTER = PayerRow.PATIENCE.plusSeconds(20);

  @Inject Payers payers;
  @Inject Abandoned abandoned;
  @Inject EntityManager entities;
  @Inject Clock clock;

  @Test
  void whoStopsRegisteringIsForgottenWithKeyAndName() {
    UUID payerId = TestPayers.confirmed(payers);
    QuarkusTransaction.requiringNew().run(() -> payers.nameAlias(payerId, "leaves-soon"));

    TestClock.ahead(AFTER);
    sweep();

    assertThat(payers.find(payerId)).isEmpty();
    assertThat(keys(payerId)).isZero();
    TestClock.ahead(Duration.ZERO);
    TestPayers.active(payers, "leaves-soon");
  }

  @Test
  void whoIsRegisteringStillIsKept() {
    UUID payerId = TestPayers.begun(payers);

    TestClock.ahead(PayerRow.PATIENCE.minusSeconds(20));
    sweep();

    assertThat(payers.find(payerId)).isPresent();
  }

  @Test
  void aStepBeginsTheWaitAnew() {
    UUID payerId = TestPayers.begun(payers);
    TestClock.ahead(PayerRow.PATIENCE.minusSeconds(20));
    payers.stepped(payerId);

    TestClock.ahead(AFTER);
    sweep();

    assertThat(payers.find(payerId)).isPresent();
  }

  @Test
  void whoCanPayIsNeverForgotten() {
    UUID payerId = TestPayers.active(payers);

    TestClock.ahead(Duration.ofDays(400));
    sweep();

    assertThat(payers.find(payerId)).isPresent();
    assertThat(keys(payerId)).isOne();
  }

  private void sweep() {
    Instant before = clock.instant().minus(abandoned.terms().keep());
    Batch batch = abandoned.purge(before, null, 100);
    while (batch.place() != null) {
      batch = abandoned.purge(before, batch.place(), 100);
    }
  }

  private long keys(UUID payerId) {
    return QuarkusTransaction.requiringNew()
        .call(() ->
            entities
                .createQuery("select count(k) from PayerKeyRow k where k.payerId = :id", Long.class)
                .setParameter("id", payerId)
                .getSingleResult());
  }
}
