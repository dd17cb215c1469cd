package org.cardnym.vault.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.cardnym.vault.issuer.RouteReport.Fault;
import org.cardnym.vault.issuer.RouteReport.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoutePlanTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.5Z");
  private static final Instant EARLIER = Instant.parse("2026-01-01T00:00:00Z");
  private static final UUID NORTH = UUID.randomUUID();
  private static final UUID SOUTH = UUID.randomUUID();
  private static final Map<String, UUID> BANKS = Map.of("north", NORTH, "south", SOUTH);

  @Test
  void aLineIsARouteFromNowOn() {
    RouteDraft draft = judge(List.of(), false, "north,411100,411199,,").getFirst();

    assertThat(draft.outcome).isEqualTo(Outcome.ADDED);
    assertThat(span(draft))
        .isEqualTo(
            new RouteSpan(
                PrefixRange.of("411100", "411199"),
                new Validity(Instant.parse("2026-11-22T10:00:00Z"), null)));
  }

  @Test
  void everyFaultyLineIsToldAtOnce() {
    List<RouteDraft> drafts =
        judge(
            List.of(),
            false,
            "north,411100,411199,,",
            "west,411200,411299,,",
            "north,4112,4113,,",
            "north,411200,411299,tomorrow,",
            "north,411200,411299,,tomorrow",
            "north,411200,411299,2027-01-02,2027-01-01",
            "south,411150,411250,,",
            "north,411100,411199,,");

    assertThat(drafts)
        .extracting(d -> d.outcome)
        .containsExactly(
            Outcome.ADDED,
            Outcome.UNKNOWN_BANK,
            Outcome.UNFIT,
            Outcome.UNFIT,
            Outcome.UNFIT,
            Outcome.UNFIT,
            Outcome.CONFLICTS,
            Outcome.CONFLICTS);
    assertThat(drafts.subList(2, 6))
        .extracting(d -> d.fault)
        .containsExactly(Fault.RANGE, Fault.FROM, Fault.UNTIL, Fault.NEVER);
    assertThat(lines(drafts.get(6))).containsExactly(2);
    assertThat(lines(drafts.get(7))).contains(2);
  }

  @Test
  void crossingRangesConflictOnlyWhileBothHold() {
    List<RouteDraft> drafts =
        judge(
            List.of(row(NORTH, "411100", "411199", null, null)),
            false,
            "south,511100,511199,2027-01-01,2028-01-01",
            "north,511150,511250,2028-01-01,",
            "north,511100,511199,2027-12-31T23:59:59Z,2028-01-01",
            "south,411150,411250,2027-01-01,");

    assertThat(drafts)
        .extracting(d -> d.outcome)
        .containsExactly(Outcome.ADDED, Outcome.ADDED, Outcome.CONFLICTS, Outcome.CONFLICTS);
    assertThat(lines(drafts.get(2))).containsExactly(2);
    assertThat(drafts.get(3).conflictingRoutes).hasSize(1);
  }

  @Test
  void oneRangeWithinAnotherIsNoConflict() {
    assertThat(
            judge(
                List.of(row(NORTH, "410000", "419999", null, null)),
                false,
                "south,411100,411199,,",
                "north,41110000,41110099,,",
                "south,400000,499999,,"))
        .allMatch(draft -> draft.outcome == Outcome.ADDED);
  }

  @Test
  void whatIsThereStaysAsItIs() {
    List<BankRouteRow> there =
        List.of(
            row(NORTH, "411100", "411199", EARLIER, null),
            row(NORTH, "411200", "411299", null, null),
            row(NORTH, "411300", "411399", EARLIER, Instant.parse("2026-02-01T00:00:00Z")));

    RoutePlan plan =
        plan(
            there,
            true,
            "north,411100,411199,,",
            "north,41120000,41129999,,",
            "north,411300,411399,,2026-02-01");

    assertThat(plan.drafts).allMatch(draft -> draft.outcome == Outcome.PRESENT);
    assertThat(plan.removed).isEmpty();
  }

  @Test
  void withoutReplacingAnotherTimeForARangeIsAConflict() {
    List<BankRouteRow> there = List.of(row(NORTH, "411100", "411199", EARLIER, null));

    assertThat(judge(there, false, "north,411100,411199,2026-03-01,").getFirst().outcome)
        .isEqualTo(Outcome.CONFLICTS);
  }

  @Test
  void replacingTakesTheBanksOfTheTableAndNoOthers() {
    BankRouteRow changed = row(NORTH, "411100", "411199", EARLIER, null);
    BankRouteRow gone = row(NORTH, "411200", "411299", EARLIER, null);
    BankRouteRow other = row(SOUTH, "511100", "511199", EARLIER, null);

    RoutePlan plan =
        plan(
            List.of(changed, gone, other),
            true,
            "north,411100,411199,2026-03-01,",
            "north,411250,411350,,");

    assertThat(plan.drafts)
        .extracting(d -> d.outcome)
        .containsExactly(Outcome.REPLACES, Outcome.ADDED);
    assertThat(plan.drafts.getFirst().replaces).isEqualTo(changed.routeId);
    assertThat(plan.removed).containsExactly(changed, gone);
  }

  @Test
  void replacingIsNoWayPastTheRoutesOfAnotherBank() {
    List<BankRouteRow> there = List.of(row(SOUTH, "511100", "511199", EARLIER, null));

    assertThat(judge(there, true, "north,511100,511199,,").getFirst().outcome)
        .isEqualTo(Outcome.CONFLICTS);
  }

  @Test
  void aBankHasAThousandRoutesAtMost() {
    List<BankRouteRow> there =
        IntStream.range(0, 998)
            .mapToObj(i -> row(NORTH, number(i), number(i), EARLIER, null))
            .toList();

    assertThat(
            judge(
                there,
                false,
                "north,60000000,60000000,,",
                number(7, "north"),
                "north,60000001,60000001,,",
                "north,60000002,60000002,,",
                "south,60000003,60000003,,"))
        .extracting(d -> d.fault)
        .containsExactly(null, null, null, Fault.BANK_FULL, null);
  }

  @Test
  void allBanksHaveFiveThousandRoutesAtMost() {
    List<BankRouteRow> there =
        IntStream.range(0, 4_999)
            .mapToObj(i -> row(UUID.randomUUID(), number(i), number(i), EARLIER, null))
            .toList();

    assertThat(judge(there, false, "north,60000000,60000000,,", "south,60000001,60000001,,"))
        .extracting(d -> d.fault)
        .containsExactly(null, Fault.TABLE_FULL);
  }

  @Test
  void linesThatAreAllTheSameAreToldWithFewConflictsEach() {
    String[] lines = new String[5_000];
    java.util.Arrays.fill(lines, "north,411100,411199,,");

    List<RouteDraft> drafts = judge(List.of(), false, lines);

    assertThat(drafts.getFirst().outcome).isEqualTo(Outcome.ADDED);
    assertThat(drafts.subList(1, 5_000))
        .allMatch(draft -> draft.outcome == Outcome.CONFLICTS)
        .allMatch(draft -> draft.conflictingLines.size() <= 5);
    assertThat(drafts.getLast().furtherConflicts).isEqualTo(4_994);
  }

  /** The sweep against all pairs, on random tables. */
  @Test
  void theSweepFindsWhatComparingAllPairsFinds() {
    var random = new Random(20_261_122);
    for (int table = 0; table < 200; table++) {
      String[] lines = new String[20];
      for (int i = 0; i < lines.length; i++) {
        lines[i] = randomLine(random);
      }
      List<RouteDraft> drafts = judge(List.of(), false, lines);
      for (RouteDraft later : drafts) {
        var expected = new ArrayList<Integer>();
        for (RouteDraft earlier : drafts.subList(0, drafts.indexOf(later))) {
          if (span(earlier).conflicts(span(later))) {
            expected.add(earlier.line.number());
          }
        }
        assertThat(later.conflictingLines.size() + later.furtherConflicts)
            .as(later.line.toString())
            .isEqualTo(expected.size());
        assertThat(expected).containsAll(lines(later));
      }
    }
  }

  private static RouteSpan span(RouteDraft draft) {
    BankRouteRow row = draft.row;
    if (row == null) {
      throw new AssertionError(draft.line);
    }
    return row.span();
  }

  private static String randomLine(Random random) {
    int low = random.nextInt(30);
    int month = 1 + random.nextInt(6);
    return String.format(
        Locale.ROOT,
        "north,4111%02d,4111%02d,2027-%02d-01,2027-%02d-01",
        low,
        low + random.nextInt(10),
        month,
        month + 1 + random.nextInt(5));
  }

  private static List<Integer> lines(RouteDraft draft) {
    return draft.conflictingLines.stream().map(other -> other.line.number()).toList();
  }

  private static String number(int i) {
    return String.format(Locale.ROOT, "%08d", 41_000_000 + i);
  }

  private static String number(int i, String bank) {
    return bank + "," + number(i) + "," + number(i) + ",,";
  }

  private static List<RouteDraft> judge(
      List<BankRouteRow> there, boolean replace, String... lines) {
    return plan(there, replace, lines).drafts;
  }

  private static RoutePlan plan(List<BankRouteRow> there, boolean replace, String... lines) {
    var read = new ArrayList<RouteLine>();
    for (String line : lines) {
      String[] v = line.split(",", -1);
      read.add(new RouteLine(read.size() + 2, null, v[0], v[1], v[2], v[3], v[4]));
    }
    return RoutePlan.of(read, there, BANKS, replace, NOW, UUID::randomUUID);
  }

  private static BankRouteRow row(
      UUID bank, String first, String last, @Nullable Instant from, @Nullable Instant until) {
    return BankRouteRow.of(
        UUID.randomUUID(),
        bank,
        new RouteSpan(PrefixRange.of(first, last), new Validity(from, until)));
  }
}
