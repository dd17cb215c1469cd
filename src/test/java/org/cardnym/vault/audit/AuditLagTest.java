package org.cardnym.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Card work stops when the trail can't be signed, and goes on when it can. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
class AuditLagTest {
  private static final String WAITS =
      " where batch is null and not refused and subject like 'waits-%'";

  @Inject TrailBehind trail;
  @Inject AuditLag lag;
  @Inject MeterRegistry meters;
  @Inject Tables tables;
  @Inject Leases leases;

  @Test
  void aMinuteIsToldAndStopsNothing() {
    trail.seconds(
        70,
        () -> {
          assertThat(told()).isBetween(70.0, 130.0);
          lag.requireCurrent();
        });
  }

  @Test
  void tenMinutesStopCardWorkUntilTheTrailIsSignedAgain() {
    trail.seconds(
        610,
        () ->
            assertThatThrownBy(lag::requireCurrent)
                .isInstanceOfSatisfying(
                    Refusal.class,
                    refused -> assertThat(refused.code()).isEqualTo(ErrorCode.AUDIT_BEHIND)));

    lag.requireCurrent();
    assertThat(told()).isLessThan(60);
  }

  /** The gathering waits for a lock the whole time, as it would for a database that hangs. */
  @Test
  void whatKeepsTheGatheringDoesNotKeepTheMeasuring() {
    trail.seconds(
        610,
        () -> {
          trail.waits(1610);
          long end = System.nanoTime() + 20_000_000_000L;
          while (told() < 1600 && System.nanoTime() < end) {
            LockSupport.parkNanos(20_000_000);
          }
          assertThat(told()).isGreaterThanOrEqualTo(1600);
        });
  }

  /** What somebody writes beside an entry, or adds before all others, makes the lag no shorter. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_entry set at = at + make_interval(secs => 1e9)" + WAITS,
        "insert into audit_entry select '00000000-0000-7000-8000-000000000001',"
            + " at + make_interval(secs => 1e9), replica, actor, action, subject, outcome, facts,"
            + " hash, mac_version, mac from audit_entry"
            + WAITS
      })
  void aFutureTimeOnTheOldestHidesNothing(String crime) {
    trail.seconds(
        610,
        () -> {
          tables.write(crime);
          try {
            QuarkusTransaction.requiringNew().run(lag::measure);

            assertThat(told()).isGreaterThanOrEqualTo(610);
            assertThatThrownBy(lag::requireCurrent).isInstanceOf(Refusal.class);
          } finally {
            tables.write(
                "delete from audit_entry where entry_id = '00000000-0000-7000-8000-000000000001'");
            tables.write(
                "update audit_entry set at = at - make_interval(secs => 1e9)"
                    + WAITS
                    + " and at > now()");
          }
        });
  }

  @Test
  void aLeaseThatNobodyGaveIsTaken() {
    UUID stranger = UUID.randomUUID();
    String given = "insert into lease (name, holder, until) values (?1, ?2, now() + interval '%s')";
    tables.write(given.formatted("10 s"), "given-" + stranger, stranger);
    tables.write(given.formatted("900 years"), "never-given-" + stranger, stranger);

    assertThat(leases.hold("given-" + stranger, 15)).isFalse();
    assertThat(leases.hold("never-given-" + stranger, 15)).isTrue();
  }

  @Test
  void aStandstillIsCountedWhileAnEntryWaitsAndNoBatchIsSigned() {
    var standstill = new Standstill();
    long second = 1_000_000_000L;

    assertThat(standstill.seconds(true, 7, 5 * second)).isZero();
    assertThat(standstill.seconds(true, 7, 606 * second)).isEqualTo(601);
    assertThat(standstill.seconds(true, 8, 607 * second)).isZero();
    assertThat(standstill.seconds(true, 8, 617 * second)).isEqualTo(10);
    assertThat(standstill.seconds(false, 8, 618 * second)).isZero();
    assertThat(standstill.seconds(true, 8, 619 * second)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0,0,0", "0,30,0", "7,30,7", "0,31,31", "500,101,601"})
  void aMeasurementThatCanNotBeRepeatedGrowsOld(long measured, long since, long lag) {
    assertThat(AuditLag.lag(measured, since)).isEqualTo(lag);
  }

  @ParameterizedTest
  @CsvSource({"0,false", "600,false", "601,true"})
  void itStopsBeyondTenMinutes(long seconds, boolean stops) {
    assertThat(AuditLag.stops(seconds)).isEqualTo(stops);
  }

  private double told() {
    return meters.get("cardnym_audit_lag_seconds").gauge().value();
  }
}
