package org.cardnym.vault.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.Refusals.refuses;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
class PageSessionsTest {
  private static final UUID PAYER = new UUID(3, 4);

  @Inject PageSessions sessions;
  @Inject SessionPurge purge;
  @Inject Alarms alarms;
  @Inject EntityManager entities;

  @Test
  void theCookieFindsItsSession() {
    PageSession begun = sessions.begin(PAYER);

    PageSession found = sessions.require(begun.cookie().value());

    assertThat(found.id()).isEqualTo(begun.id());
    assertThat(found.requirePayer()).isEqualTo(PAYER);
    refuses(
        ErrorCode.PROOF_TOO_OLD, () -> found.requireProof(Instant.now(), Duration.ofMinutes(15)));
  }

  @Test
  void aSessionWithoutAPayerIsOutOfOrderWhereOneIsNeeded() {
    PageSession begun = sessions.begin(null);

    refuses(
        ErrorCode.STEP_OUT_OF_ORDER, () -> sessions.require(begun.cookie().value()).requirePayer());
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        ".",
        "abc",
        "ses_01h455vb4pex5vsknk084sn02q.AAAAAAAAAAAAAAAAAAAAAA",
        "pay_01h455vb4pex5vsknk084sn02q.x"
      })
  void whatIsNoCookieOfOursIsNoSession(String value) {
    refuses(ErrorCode.SESSION_ENDED, () -> sessions.require(value));
  }

  @Test
  void anotherSessionsSecretOpensNothing() {
    String one = sessions.begin(PAYER).cookie().value();
    String other = sessions.begin(PAYER).cookie().value();

    String mixed = one.substring(0, one.indexOf('.')) + other.substring(other.indexOf('.'));

    refuses(ErrorCode.SESSION_ENDED, () -> sessions.require(mixed));
  }

  @Test
  void aProofGivesANewSecretAndTheOldOneIsDead() {
    PageSession begun = sessions.begin(PAYER);
    Instant now = Instant.now();

    PageSession renewed = sessions.renew(begun, now);

    refuses(ErrorCode.SESSION_ENDED, () -> sessions.require(begun.cookie().value()));
    PageSession found = sessions.require(renewed.cookie().value());
    assertThat(found.id()).isEqualTo(begun.id());
    found.requireProof(now.plusSeconds(60), Duration.ofMinutes(15));
    refuses(
        ErrorCode.PROOF_TOO_OLD,
        () -> found.requireProof(now.plusSeconds(901), Duration.ofMinutes(15)));
  }

  @Test
  void ofParallelRenewalsOneWins() {
    PageSession begun = sessions.begin(PAYER);
    var won = new AtomicInteger();
    var lost = new AtomicInteger();
    var start = new CountDownLatch(1);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 10; i++) {
        threads.submit(() -> {
          start.await();
          try {
            sessions.renew(begun, Instant.now());
            return won.incrementAndGet();
          } catch (Refusal ended) {
            return lost.incrementAndGet();
          }
        });
      }
      start.countDown();
    }

    assertThat(won).hasValue(1);
    assertThat(lost).hasValue(9);
  }

  @Test
  void fifteenMinutesWithoutARequestEndIt() {
    String cookie = sessions.begin(PAYER).cookie().value();

    TestClock.ahead(Duration.ofMinutes(14));
    sessions.require(cookie);
    TestClock.ahead(Duration.ofMinutes(28));
    sessions.require(cookie);

    TestClock.ahead(Duration.ofMinutes(44));
    refuses(ErrorCode.SESSION_ENDED, () -> sessions.require(cookie));
  }

  @Test
  void twelveHoursEndItHoweverBusy() {
    String cookie = sessions.begin(PAYER).cookie().value();
    for (int minutes = 10; minutes < 720; minutes += 10) {
      TestClock.ahead(Duration.ofMinutes(minutes));
      sessions.require(cookie);
    }

    TestClock.ahead(Duration.ofMinutes(720));
    refuses(ErrorCode.SESSION_ENDED, () -> sessions.require(cookie));
  }

  @Test
  void anEndedSessionIsGone() {
    PageSession begun = sessions.begin(PAYER);

    sessions.end(begun);
    sessions.end(begun);

    refuses(ErrorCode.SESSION_ENDED, () -> sessions.require(begun.cookie().value()));
  }

  @Test
  void allSessionsOfOnePayerCanBeEnded() {
    UUID payer = UUID.randomUUID();
    String one = sessions.begin(payer).cookie().value();
    String two = sessions.begin(payer).cookie().value();
    String others = sessions.begin(PAYER).cookie().value();

    sessions.endAll(payer);

    refuses(ErrorCode.SESSION_ENDED, () -> sessions.require(one));
    refuses(ErrorCode.SESSION_ENDED, () -> sessions.require(two));
    assertThat(sessions.require(others).payerId()).isEqualTo(PAYER);
  }

  @Test
  void aSessionMovedToAnotherPayerIsRefusedWithAnAlarm() {
    PageSession begun = sessions.begin(PAYER);
    update(
        "update page_session set payer_id = '%s' where session_id = '%s'"
            .formatted(new UUID(5, 6), begun.id()));

    refuses(ErrorCode.ROW_REFUSED, () -> sessions.require(begun.cookie().value()));

    alarms.await(TypeId.of(IdKind.SESSION, begun.id()));
  }

  @Test
  void theDatabaseHoldsNoSecret() {
    PageSession begun = sessions.begin(PAYER);
    String secret = begun.cookie().value().substring(begun.cookie().value().indexOf('.') + 1);

    Object row =
        QuarkusTransaction.requiringNew()
            .call(() ->
                entities
                    .createNativeQuery(
                        "select cast(s as text) from page_session s where session_id = :id")
                    .setParameter("id", begun.id())
                    .getSingleResult());

    assertThat(row.toString()).doesNotContain(secret);
    assertThat(begun.toString()).doesNotContain(secret);
  }

  @Test
  void endedSessionsAreRemoved() {
    PageSession begun = sessions.begin(PAYER);

    TestClock.ahead(Duration.ofMinutes(16));
    purge.purge(
        Instant.now().plus(Duration.ofMinutes(16)).minus(purge.terms().keep()), null, 1_000);

    TestClock.ahead(Duration.ZERO);
    refuses(ErrorCode.SESSION_ENDED, () -> sessions.require(begun.cookie().value()));
  }

  private void update(String sql) {
    QuarkusTransaction.requiringNew()
        .run(() -> assertThat(entities.createNativeQuery(sql).executeUpdate()).isOne());
  }
}
