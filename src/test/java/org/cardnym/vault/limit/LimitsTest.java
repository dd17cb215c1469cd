package org.cardnym.vault.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cardnym.vault.Refusals.refuses;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
class LimitsTest {
  private static final int PARALLEL = 200;

  @Inject Limits limits;
  @Inject Subjects subjects;
  @Inject CounterPurge purge;
  @Inject EntityManager entities;

  @ParameterizedTest
  @EnumSource(
      names = {
        "PASSWORD_STRANGERS",
        "PASSWORD_KNOWN_BROWSER",
        "OTP_STRANGERS",
        "OTP_KNOWN_BROWSER",
        "PASSKEY_STRANGERS",
        "PASSKEY_KNOWN_BROWSER",
        "CONTACT_CODE_TRIES",
        "CARD_TRIES_PER_FINGERPRINT",
        "BANK_CODE_TRIES",
        "PROOFS_PER_ADDRESS"
      })
  void parallelTriesAreJudgedAsOftenAsTheLimitSays(Limit limit) throws InterruptedException {
    Subject subject = fresh();
    var judged = new AtomicInteger();
    var start = new CountDownLatch(1);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < PARALLEL; i++) {
        threads.submit(() -> {
          start.await();
          return limits.tryNow(limit, subject) ? judged.incrementAndGet() : 0;
        });
      }
      start.countDown();
    }

    assertThat(judged).hasValue(limit.tries());
  }

  @Test
  void theLastTrySaysSoAndTheNextIsRefused() {
    Subject subject = fresh();
    for (int i = 1; i < 5; i++) {
      assertThat(limits.attempt(Limit.OTP_STRANGERS, subject)).isEqualTo(Attempt.ALLOWED);
    }

    assertThat(limits.attempt(Limit.OTP_STRANGERS, subject)).isEqualTo(Attempt.LAST);
    assertThat(limits.attempt(Limit.OTP_STRANGERS, subject)).isEqualTo(Attempt.REFUSED);
    refuses(ErrorCode.TOO_MANY_REQUESTS, () -> limits.require(Limit.OTP_STRANGERS, subject));
  }

  @Test
  void aTryIsCountedThoughEverythingElseRollsBack() {
    Subject subject = fresh();

    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() ->
              QuarkusTransaction.requiringNew()
                  .run(() -> {
                    limits.tryNow(Limit.PASSWORD_STRANGERS, subject);
                    throw new IllegalStateException("wrong password");
                  }))
          .isInstanceOf(IllegalStateException.class);
    }

    assertThat(limits.tryNow(Limit.PASSWORD_STRANGERS, subject)).isFalse();
  }

  @Test
  void aLockHoldsForThirtyMinutesOfTheDatabaseAndForEveryReplica() {
    Subject subject = exhausted(Limit.PASSWORD_STRANGERS);

    passes(subject, "29 minutes 50 seconds");
    assertThat(another().tryNow(Limit.PASSWORD_STRANGERS, subject)).isFalse();

    passes(subject, "20 seconds");
    assertThat(another().attempt(Limit.PASSWORD_STRANGERS, subject)).isEqualTo(Attempt.ALLOWED);
  }

  @Test
  void triesDuringALockDoNotMakeItLonger() {
    Subject subject = exhausted(Limit.PASSWORD_STRANGERS);
    passes(subject, "29 minutes");
    limits.tryNow(Limit.PASSWORD_STRANGERS, subject);

    passes(subject, "61 seconds");

    assertThat(limits.tryNow(Limit.PASSWORD_STRANGERS, subject)).isTrue();
  }

  @Test
  void afterALockAllTriesAreThereAgainAndNoMore() {
    Subject subject = exhausted(Limit.PASSWORD_STRANGERS);
    passes(subject, "31 minutes");

    assertThat(judgedOf(10, Limit.PASSWORD_STRANGERS, subject)).isEqualTo(5);
  }

  @Test
  void aLimitWithoutALockRefusesUntilItsWindowEnds() {
    Subject subject = exhausted(Limit.CONTACT_CODES_PER_CONTACT);

    passes(subject, "23 hours 59 minutes");
    assertThat(limits.tryNow(Limit.CONTACT_CODES_PER_CONTACT, subject)).isFalse();

    passes(subject, "2 minutes");
    assertThat(limits.tryNow(Limit.CONTACT_CODES_PER_CONTACT, subject)).isTrue();
  }

  @Test
  void successForgetsTheFailuresBeforeIt() {
    Subject subject = fresh();
    judgedOf(4, Limit.PASSWORD_STRANGERS, subject);

    limits.reset(Limit.PASSWORD_STRANGERS, subject);

    assertThat(judgedOf(10, Limit.PASSWORD_STRANGERS, subject)).isEqualTo(5);
  }

  @Test
  void strangersNeverUseUpTheTriesOfABrowserThatHasPaid() {
    String name = UUID.randomUUID().toString();
    UUID browser = UUID.randomUUID();
    judgedOf(10, Limit.PASSWORD_STRANGERS, subjects.name(List.of(name)));

    Subject owner = subjects.nameInBrowser(List.of(name), browser);

    assertThat(judgedOf(10, Limit.PASSWORD_KNOWN_BROWSER, owner)).isEqualTo(5);
  }

  @Test
  void oneSubjectsTriesAreNotAnothers() {
    exhausted(Limit.OTP_STRANGERS);

    assertThat(limits.tryNow(Limit.OTP_STRANGERS, fresh())).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Limit.class)
  void whileCountersAreUnreachableGuessingIsRefusedAndOnlyCapacityIsNot(Limit limit) {
    Subject subject = fresh();
    sql("alter table limit_counter rename to limit_counter_gone");
    try {
      boolean capacity =
          Set.of(
                  Limit.PAYMENTS_PER_MERCHANT,
                  Limit.REFUNDS_PER_MERCHANT,
                  Limit.LISTS_PER_MERCHANT,
                  Limit.ACCOUNT_LOOKS_PER_PAYER,
                  Limit.OPERATOR_NOTICES_PER_PAYER,
                  Limit.NOTICES_PER_KIND,
                  Limit.STRANGER_PROOFS_PER_MERCHANT,
                  Limit.STRANGER_PROOFS_PER_VAULT,
                  Limit.PASSKEY_ASKS_PER_ADDRESS,
                  Limit.PAGE_OPENINGS_PER_ADDRESS,
                  Limit.APPROVAL_PAGES_PER_ADDRESS)
              .contains(limit);

      assertThat(limits.tryNow(limit, subject)).isEqualTo(capacity);
      limits.reset(limit, subject);
    } finally {
      sql("alter table limit_counter_gone rename to limit_counter");
    }
  }

  @Test
  void severalAreCountedTogetherAndParallelTriesAreJudgedAsOftenAsTheLimitSays()
      throws InterruptedException {
    Subject subject = fresh();
    var both =
        List.of(
            new Counter(Limit.PASSWORD_STRANGERS, subject),
            new Counter(Limit.OTP_STRANGERS, subject));
    var judged = new AtomicInteger();
    var start = new CountDownLatch(1);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < PARALLEL; i++) {
        threads.submit(() -> {
          start.await();
          return limits.attempts(both).stream().allMatch(Attempt::mayBeJudged)
              ? judged.incrementAndGet()
              : 0;
        });
      }
      start.countDown();
    }

    assertThat(judged).hasValue(5);
  }

  @Test
  void eachOfSeveralIsCountedWhateverTheOthersSay() {
    Subject subject = exhausted(Limit.PASSWORD_STRANGERS);
    var both =
        List.of(
            new Counter(Limit.PASSWORD_STRANGERS, subject),
            new Counter(Limit.OTP_STRANGERS, subject));

    for (int i = 0; i < 4; i++) {
      assertThat(limits.attempts(both)).containsExactly(Attempt.REFUSED, Attempt.ALLOWED);
    }

    assertThat(limits.attempts(both)).containsExactly(Attempt.REFUSED, Attempt.LAST);
    limits.reset(both);
    assertThat(limits.attempts(both)).containsExactly(Attempt.ALLOWED, Attempt.ALLOWED);
  }

  @Test
  void whileCountersAreUnreachableEachOfSeveralDoesAsItSays() {
    Subject subject = fresh();
    sql("alter table limit_counter rename to limit_counter_gone");
    try {
      var both =
          List.of(
              new Counter(Limit.PASSWORD_STRANGERS, subject),
              new Counter(Limit.STRANGER_PROOFS_PER_MERCHANT, subject));

      assertThat(limits.attempts(both)).containsExactly(Attempt.REFUSED, Attempt.ALLOWED);
      limits.giveBack(both);
    } finally {
      sql("alter table limit_counter_gone rename to limit_counter");
    }
  }

  @Test
  void aTryIsGivenBackUnlessAllAreUsedUp() {
    Subject subject = fresh();
    var counter = List.of(new Counter(Limit.PASSWORD_STRANGERS, subject));
    judgedOf(4, Limit.PASSWORD_STRANGERS, subject);
    limits.giveBack(counter);
    assertThat(limits.attempts(counter)).containsExactly(Attempt.ALLOWED);
    assertThat(limits.attempts(counter)).containsExactly(Attempt.LAST);

    limits.giveBack(counter);

    assertThat(limits.attempts(counter)).containsExactly(Attempt.REFUSED);
  }

  @Test
  void whatWasNeverCountedIsNotGivenBack() {
    Subject subject = fresh();
    var counter = List.of(new Counter(Limit.PASSWORD_STRANGERS, subject));
    limits.giveBack(counter);
    limits.attempts(counter);
    limits.giveBack(counter);
    limits.giveBack(counter);

    assertThat(judgedOf(10, Limit.PASSWORD_STRANGERS, subject)).isEqualTo(5);
  }

  @Test
  void aLimitInPartsHasItsTriesOverAllOfThem() {
    Limit vault = Limit.STRANGER_PROOFS_PER_VAULT;
    sql("delete from limit_counter where limit_name = '" + vault + "'");
    int refused = 0;
    int judged = 0;
    while (refused < 400) {
      boolean may = limits.tryNow(vault, subjects.vault(vault));
      judged += may ? 1 : 0;
      refused += may ? 0 : 1;
    }

    assertThat(judged).isLessThanOrEqualTo(vault.tries()).isGreaterThan(vault.tries() / 2);
    sql("delete from limit_counter where limit_name = '" + vault + "'");
  }

  @Test
  void whoeverIsRefusedForTheirOwnTriesIsToldWhenToComeBack() {
    Subject subject = exhausted(Limit.PROOFS_PER_ADDRESS);
    passes(subject, "9 minutes");

    assertThatThrownBy(() -> limits.requireOwn(Limit.PROOFS_PER_ADDRESS, subject))
        .isInstanceOfSatisfying(
            Refusal.class,
            refused ->
                assertThat(refused.facts().get("retryAfterSeconds"))
                    .asInstanceOf(InstanceOfAssertFactories.LONG)
                    .isBetween(50L, 60L));
    assertThatThrownBy(() -> limits.require(Limit.PROOFS_PER_ADDRESS, subject))
        .isInstanceOfSatisfying(Refusal.class, refused -> assertThat(refused.facts()).isEmpty());
  }

  @Test
  void countersThatEndedAreRemovedAndLivingOnesKept() {
    Subject ended = exhausted(Limit.OTP_STRANGERS);
    Subject living = exhausted(Limit.OTP_STRANGERS);
    passes(ended, "31 minutes");

    purge.purge(Instant.now(), null, 1_000);

    assertThat(rows(ended)).isZero();
    assertThat(rows(living)).isOne();
    assertThat(limits.tryNow(Limit.OTP_STRANGERS, living)).isFalse();
  }

  private Subject fresh() {
    return subjects.name(List.of(UUID.randomUUID().toString()));
  }

  private Subject exhausted(Limit limit) {
    Subject subject = fresh();
    judgedOf(limit.tries(), limit, subject);
    return subject;
  }

  private int judgedOf(int tries, Limit limit, Subject subject) {
    int judged = 0;
    for (int i = 0; i < tries; i++) {
      judged += limits.tryNow(limit, subject) ? 1 : 0;
    }
    return judged;
  }

  /** A bean that remembers nothing of what this one did, as on another replica. */
  private Limits another() {
    var config = org.eclipse.microprofile.config.ConfigProvider.getConfig();
    return new Limits(
        new Counters(entities) {
          @Override
          Attempt take(Limit limit, int most, Subject subject) {
            return QuarkusTransaction.requiringNew().call(() -> super.take(limit, most, subject));
          }
        },
        new LimitSettings(config),
        new io.micrometer.core.instrument.simple.SimpleMeterRegistry());
  }

  /** Lets the database's time pass for one subject. */
  private void passes(Subject subject, String time) {
    QuarkusTransaction.requiringNew()
        .run(() ->
            entities
                .createNativeQuery(
                    "update limit_counter set ends_at = ends_at - cast(:time as interval) where"
                        + " subject = :subject")
                .setParameter("time", time)
                .setParameter("subject", subject.hash())
                .executeUpdate());
  }

  private long rows(Subject subject) {
    return QuarkusTransaction.requiringNew()
        .call(() ->
            (Long)
                entities
                    .createNativeQuery(
                        "select count(*) from limit_counter where subject = :subject", Long.class)
                    .setParameter("subject", subject.hash())
                    .getSingleResult());
  }

  private void sql(String statement) {
    QuarkusTransaction.requiringNew()
        .run(() -> entities.createNativeQuery(statement).executeUpdate());
  }
}
