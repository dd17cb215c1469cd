package org.cardnym.vault.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UuidsTest {
  private static final UUID PAYMENT = Uuids.next(Instant.parse("2026-11-26T12:00:00Z"));

  @Test
  void nothingWasMadeBefore1970() {
    assertThat(Uuids.first(Instant.parse("1969-12-31T23:59:59Z")))
        .isEqualTo(Uuids.first(Instant.EPOCH));
  }

  @Test
  void theDerivedOneIsAlwaysTheSame() {
    assertThat(Uuids.derived("authorization", PAYMENT))
        .isEqualTo(Uuids.derived("authorization", PAYMENT))
        .isNotEqualTo(PAYMENT);
  }

  @Test
  void theDerivedOneDependsOnLabelAndOrigin() {
    UUID other = new UUID(PAYMENT.getMostSignificantBits(), PAYMENT.getLeastSignificantBits() ^ 1);

    assertThat(Uuids.derived("authorization", PAYMENT))
        .isNotEqualTo(Uuids.derived("reversal", PAYMENT))
        .isNotEqualTo(Uuids.derived("authorization", other));
  }

  @Test
  void theDerivedOneIsAVersion7OfTheSameMoment() {
    UUID derived = Uuids.derived("authorization", PAYMENT);

    assertThat(derived.version()).isEqualTo(7);
    assertThat(derived.variant()).isEqualTo(2);
    assertThat(derived.getMostSignificantBits() >>> 16)
        .isEqualTo(PAYMENT.getMostSignificantBits() >>> 16);
  }

  /** Pinned: a payment in flight must find its messages after the vault was renewed. */
  @Test
  void theDerivationNeverChanges() {
    UUID known = UUID.fromString("01939c2e-5a00-7000-8000-000000000001");

    assertThat(Uuids.derived("authorization", known).toString())
        .isEqualTo("01939c2e-5a00-7d9a-9746-cf7737fd6772");
  }
}
