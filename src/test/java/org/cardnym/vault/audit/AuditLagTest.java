package org.cardnym.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Card work stops when the trail can't be signed, and goes on when it can. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
class AuditLagTest {
  @Inject TrailBehind trail;
  @Inject AuditLag lag;
  @Inject MeterRegistry meters;
  @Inject Tables tables;

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
          String every =
              "update audit_entry set at = at %s make_interval(secs => 1000) where"
                  + " batch is null and not refused and subject like 'waits-%%'";
          tables.write(every.formatted("-"));
          long end = System.nanoTime() + 20_000_000_000L;
          while (told() < 1600 && System.nanoTime() < end) {
            Thread.onSpinWait();
          }
          assertThat(told()).isGreaterThanOrEqualTo(1600);
          tables.write(every.formatted("+"));
        });
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
