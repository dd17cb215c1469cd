package org.cardnym.vault.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.keys.Backups.Version;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which versions of the KEK backups hold of somebody, and until when. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(RotationProfile.class)
class BackupsTest {
  @Inject KeyVersions versions;
  @Inject Backups backups;
  @Inject Rotating rotating;

  @BeforeEach
  void begin() {
    rotating.begin();
  }

  @Test
  void aVersionCountsIfItWrappedInThatTime() {
    Instant early = Instant.now();
    int first = rotating.primary();
    int second = rotating.rotate();
    Instant between = Instant.now();
    int third = rotating.rotate();
    Instant late = Instant.now();

    assertThat(numbers(early, late)).containsExactly(first, second, third);
    assertThat(numbers(early, between)).containsExactly(first, second);
    assertThat(numbers(between, between)).containsExactly(second);
    assertThat(numbers(late, late)).containsExactly(third);
    assertThat(backups.held(early, late).versions())
        .extracting(Version::state)
        .containsExactly(KeyState.CLOSED, KeyState.CLOSED, KeyState.PRIMARY);
  }

  @Test
  void whoDoesNotSayHowLongBackupsAreKeptIsToldNoDay() {
    Backups.Held held = backups.held(Instant.EPOCH, Instant.now());

    assertThat(held.keepDays()).isNull();
    assertThat(held.goneBy()).isNull();
  }

  @Test
  void elseItIsTheDayOnWhichTheLastOfThemIsGone() {
    Instant erased = Instant.parse("2026-11-27T23:59:59Z");

    Backups.Held held = held(Duration.ofDays(35), erased);

    assertThat(held.keepDays()).isEqualTo(35);
    assertThat(held.goneBy()).isEqualTo(LocalDate.of(2027, 1, 1));
  }

  @ParameterizedTest
  @CsvSource({"PT35S, false", "PT23H59M, false", "P1D, true", "P3650D, true", "P3651D, false"})
  void aPeriodIsOfDaysAndOfTenYearsAtMost(Duration keep, boolean fits) {
    assertThat(new Backups(versions, Optional.of(keep)).problems()).hasSize(fits ? 0 : 1);
    assertThat(backups.problems()).isEmpty();
  }

  private Backups.Held held(Duration keep, Instant until) {
    return QuarkusTransaction.requiringNew()
        .call(() -> new Backups(versions, Optional.of(keep)).held(Instant.EPOCH, until));
  }

  private List<Integer> numbers(Instant from, Instant until) {
    return backups.held(from, until).versions().stream().map(Version::number).toList();
  }
}
