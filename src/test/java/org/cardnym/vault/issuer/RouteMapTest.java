package org.cardnym.vault.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteMapTest {
  private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");
  private static final UUID NORTH = UUID.randomUUID();
  private static final UUID SOUTH = UUID.randomUUID();

  /** The south has a hole in the north's range, and the north one in that. */
  private static final RouteMap MAP =
      new RouteMap(
          List.of(
              row(NORTH, "400000", "499999", null, null),
              row(SOUTH, "41111100", "41111199", null, null),
              row(NORTH, "41111150", "41111159", null, null),
              row(SOUTH, "420000", "420000", NOW.plusSeconds(1), null),
              row(SOUTH, "430000", "430000", null, NOW)),
          NOW);

  @ParameterizedTest
  @CsvSource({
    "400000, 411110, true",
    "411112, 499999, true",
    "400000, 499999, false",
    "41111150, 41111159, true",
    "41111149, 41111150, false",
    "41111159, 41111160, false",
    "499999, 500000, false",
    "399999, 400000, false",
    "500000, 500000, false",
    "420000, 430000, true"
  })
  void aRangeLeadsToABankWhereEveryNumberOfItDoes(String first, String last, boolean leads) {
    assertThat(MAP.leads(PrefixRange.of(first, last), NORTH)).isEqualTo(leads);
  }

  @Test
  void theNarrowestRouteOfThatTimeTakesANumber() {
    assertThat(MAP.bank("41111155")).contains(NORTH);
    assertThat(MAP.bank("41111160")).contains(SOUTH);
    assertThat(MAP.bank("42000000")).contains(NORTH);
    assertThat(MAP.bank("50000000")).isEmpty();
    assertThat(MAP.bank("411111")).contains(SOUTH);
  }

  @Test
  void aBankHasWhatHoldsAtThatTimeAndNothingElse() {
    var later = new RouteMap(List.of(row(SOUTH, "420000", "420000", NOW, null)), NOW);

    assertThat(later.has(SOUTH)).isTrue();
    assertThat(later.has(NORTH)).isFalse();
    assertThat(new RouteMap(List.of(row(SOUTH, "420000", "420000", null, NOW)), NOW).has(SOUTH))
        .isFalse();
  }

  private static BankRouteRow row(
      UUID bank, String first, String last, @Nullable Instant from, @Nullable Instant until) {
    return BankRouteRow.of(
        UUID.randomUUID(),
        bank,
        new RouteSpan(PrefixRange.of(first, last), new Validity(from, until)));
  }
}
