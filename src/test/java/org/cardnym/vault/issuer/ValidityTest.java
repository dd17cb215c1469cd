package org.cardnym.vault.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.Refusals.refuses;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.refusal.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidityTest {
  private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");
  private static final Instant JULY = Instant.parse("2026-07-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "2026-06-01, 2026-06-01T00:00:00Z",
    "2026-06-01T05:06:07Z, 2026-06-01T05:06:07Z",
    "2026-06-01T05:06:07.123456Z, 2026-06-01T05:06:07.123456Z",
    "2028-02-29, 2028-02-29T00:00:00Z"
  })
  void instantsAndDatesOfUtcAreRead(String text, String instant) {
    assertThat(Validity.border(text)).isEqualTo(instant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2026-02-30",
        "2027-02-29",
        "2026-6-1",
        "01.06.2026",
        "1026-06-01",
        "12026-06-01",
        "2026-06-01T05:06:07",
        "2026-06-01T05:06:07+02:00",
        "2026-06-01T24:00:00Z",
        "2026-06-30T23:59:60Z",
        "2026-06-01T05:06:07.1234567Z",
        "2026-06-01 05:06:07Z",
        " 2026-06-01",
        "2026-06-01\n",
        "\u0662\u0660\u0662\u0666-06-01"
      })
  void whatCouldBeReadInAnotherWayIsRefused(String text) {
    refuses(ErrorCode.ROUTE_UNFIT, () -> Validity.border(text));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-05-31T23:59:59.999999Z, TO_COME",
    "2026-06-01T00:00:00Z, EFFECTIVE",
    "2026-06-30T23:59:59.999999Z, EFFECTIVE",
    "2026-07-01T00:00:00Z, OVER"
  })
  void theFirstBorderIsInAndTheLastIsOut(Instant now, Route.State state) {
    assertThat(new Validity(JUNE, JULY).state(now)).isEqualTo(state);
  }

  @Test
  void withoutBordersItHoldsAlways() {
    var always = new Validity(null, null);

    assertThat(always.state(Instant.EPOCH)).isEqualTo(Route.State.EFFECTIVE);
    assertThat(always.overlaps(new Validity(JUNE, JULY))).isTrue();
  }

  @Test
  void periodsThatOnlyTouchDoNotOverlap() {
    assertThat(new Validity(null, JUNE).overlaps(new Validity(JUNE, null))).isFalse();
    assertThat(new Validity(JUNE, null).overlaps(new Validity(null, JUNE))).isFalse();
    assertThat(new Validity(null, JUNE.plusNanos(1_000)).overlaps(new Validity(JUNE, null)))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-05-31T23:59:59.999999Z, wide",
    "2026-06-01T00:00:00Z, narrow",
    "2026-06-30T23:59:59.999999Z, narrow",
    "2026-07-01T00:00:00Z, wide"
  })
  void theNarrowestOfThoseThatHoldWins(Instant now, String winner) {
    BankRouteRow wide = row("410000", "419999", null, null);
    BankRouteRow narrow = row("411100", "411199", JUNE, JULY);

    var found = Routes.narrowest(List.of(narrow, wide), PrefixRange.beginningWith("41115000"), now);

    assertThat(found).contains(winner.equals("wide") ? wide : narrow);
  }

  @Test
  void noRouteWinsThatDoesNotHold() {
    List<BankRouteRow> rows = List.of(row("411100", "411199", JUNE, JULY));

    assertThat(Routes.narrowest(rows, PrefixRange.beginningWith("411150"), JULY)).isEmpty();
  }

  private static BankRouteRow row(
      String first, String last, @Nullable Instant from, @Nullable Instant until) {
    return BankRouteRow.of(
        UUID.randomUUID(),
        UUID.randomUUID(),
        new RouteSpan(PrefixRange.of(first, last), new Validity(from, until)));
  }
}
