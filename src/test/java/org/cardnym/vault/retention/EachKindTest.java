package org.cardnym.vault.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestVault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that go by their time alone: until it they stay, after it they are gone. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
class EachKindTest {
  /** Kinds whose rows are checked before they go: their tests stand beside them. */
  private static final List<String> ELSEWHERE =
      List.of("expired_cards", "order_texts", "waiting_cards", "registrations");

  @Inject TestPurges purges;
  @Inject Tables tables;

  @Inject @All List<Purge> all;

  /**
   * One kind.
   *
   * @param insert a row of its time; {@code ?1} an identifier, {@code ?2} the time
   * @param kept the same, as it must stay however old; empty if none must
   * @param count how many rows of {@code ?1} there are
   */
  record Kind(String name, String insert, String kept, String count) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Kind of(String name, String table, String id, String values, String kept) {
    String insert = "insert into " + table + " ";
    return new Kind(
        name,
        insert + values,
        kept.isEmpty() ? "" : insert + kept,
        "select count(*) from " + table + " where " + id + " = ?1");
  }

  static Stream<Kind> kinds() {
    String guard = "0, 1, ''";
    String run = "gen_random_uuid(), 'op', now(), now() + interval '1 day', now(), ";
    String runRest =
        ", null, true, now(), gen_random_uuid(), 1, 1, 1, 0, 0, 0, 0, null, ?2, ?2, null, ";
    String difference =
        "gen_random_uuid(), gen_random_uuid(), 'REFUND', 'AMOUNT_DIFFERS', 'pay_x', ";
    String differenceRest =
        ", gen_random_uuid(), gen_random_uuid(), ?2, null, null, null, null, null, null, null, null, ?2, ?2, null, null, ";
    return Stream.of(
        of(
            "page_sessions",
            "page_session",
            "session_id",
            "values (?1, '', null, ?2, ?2, null, " + guard + ")",
            ""),
        of(
            "passkey_challenges",
            "passkey_challenge",
            "challenge_id",
            "values (?1, 'PROVE', '', null, ?2, " + guard + ")",
            ""),
        of(
            "known_browsers",
            "known_browser",
            "payer_id",
            "values (?1, gen_random_uuid(), 'x', ?2, ?2, " + guard + ")",
            ""),
        of(
            "card_checks",
            "card_check",
            "payer_id",
            "values (?1, ?1, ?1, ?1, 'x', ?2, " + guard + ")",
            ""),
        of(
            "contact_codes",
            "contact_code",
            "payer_id",
            "values (?1, ?1, 1, '', ?2, null, " + guard + ")",
            ""),
        of(
            "provider_trips",
            "provider_trip",
            "subject_id",
            "values (?1, 'PAYMENT', 'x', '', '', '', 1, false, ?2, " + guard + ")",
            ""),
        of(
            "sms_codes",
            "sms_code",
            "subject_id",
            "values (?1, ?1, ?1, 1, '', ?2, null, " + guard + ")",
            ""),
        of(
            "approval_tickets",
            "approval_ticket",
            "approval_id",
            "values (cast(gen_random_uuid() as text), ?1, null, 'i', 's', 'a', ?2, null, "
                + guard
                + ")",
            ""),
        of(
            "recoveries",
            "recovery",
            "payer_id",
            "values (?1, gen_random_uuid(), 'x', 1, '', ?2, null, null, " + guard + ")",
            ""),
        of(
            "webhook_deliveries",
            "webhook_delivery",
            "merchant_id",
            "values (?1, gen_random_uuid(), 1, 'DELIVERED', 1, now(), now(), null, null, ?2)",
            "values (?1, gen_random_uuid(), 1, 'DEAD', 1, now(), now(), null, null, ?2)"),
        of(
            "card_holds",
            "card_hold",
            "payer_id",
            "values (?1, gen_random_uuid(), ?1, 'EUR', 1, cast(cast(?2 as timestamptz) at time zone 'UTC' as date), false, 'USED', now(), "
                + guard
                + ", false, false)",
            "values (?1, gen_random_uuid(), ?1, 'EUR', 1, cast(cast(?2 as timestamptz) at time zone 'UTC' as date), false, 'LIVE', now(), "
                + guard
                + ", false, false)"),
        of(
            "reconciliation_runs",
            "reconciliation",
            "run_id",
            "values (?1, " + run + "'FINISHED'" + runRest + guard + ")",
            ""),
        of(
            "settled_differences",
            "reconciliation_difference",
            "difference_id",
            "values (?1, " + difference + "'SETTLED'" + differenceRest + guard + ")",
            ""));
  }

  private static Kind kind(String name) {
    return kinds().filter(kind -> kind.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void everyKindIsTested() {
    var tested = new ArrayList<>(kinds().map(Kind::name).toList());
    tested.addAll(ELSEWHERE);
    tested.add("limit_counters");

    assertThat(all.stream().map(purge -> purge.terms().kind()).toList())
        .containsExactlyInAnyOrderElementsOf(tested);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void untilItsTimeARowStaysAndAfterItNoneIsThere(Kind kind) {
    Duration keep = purges.purge(kind.name()).terms().keep();
    // Days are whole; for all other kinds a minute on either side is enough.
    Duration step = kind.name().equals("card_holds") ? Duration.ofDays(1) : Duration.ofMinutes(1);
    UUID young = UUID.randomUUID();
    UUID old = UUID.randomUUID();
    tables.write(kind.insert(), young, Instant.now().minus(keep).plus(step));
    tables.write(kind.insert(), old, Instant.now().minus(keep).minus(step));
    if (!kind.kept().isEmpty()) {
      tables.write(kind.kept(), young, Instant.now().minus(keep).minus(step));
    }

    assertThat(purges.run(kind.name())).isGreaterThanOrEqualTo(1);

    assertThat(tables.read(kind.count(), old)).isEqualTo(0L);
    assertThat(tables.read(kind.count(), young)).isEqualTo(kind.kept().isEmpty() ? 1L : 2L);
    assertThat(purges.run(kind.name())).isZero();
    assertThat(purges.left(kind.name())).isZero();
    tables.write(kind.count().replace("select count(*)", "delete"), young);
  }

  @Test
  void countersGoFiveMinutesAfterTheirEnd() {
    byte[] young = new byte[] {1, 2, 3};
    byte[] old = new byte[] {4, 5, 6};
    String insert = "insert into limit_counter values ('X', ?1, 1, ?2)";
    tables.write(insert, young, Instant.now().minus(Duration.ofMinutes(4)));
    tables.write(insert, old, Instant.now().minus(Duration.ofMinutes(6)));

    purges.run("limit_counters");

    String count = "select count(*) from limit_counter where subject = ?1";
    assertThat(tables.read(count, (Object) old)).isEqualTo(0L);
    assertThat(tables.read(count, (Object) young)).isEqualTo(1L);
    tables.write("delete from limit_counter where limit_name = 'X'");
  }

  @Test
  void aRunThatADifferenceNamesStaysAndSoDoOpenDifferences() {
    UUID run = UUID.randomUUID();
    UUID difference = UUID.randomUUID();
    Instant longAgo = Instant.now().minus(Duration.ofDays(800));
    Kind runs = kind("reconciliation_runs");
    Kind differences = kind("settled_differences");
    tables.write(runs.insert(), run, longAgo);
    tables.write(differences.insert(), difference, longAgo);
    tables.write(
        "update reconciliation_difference set state = 'OPEN', settled_at = null, found_by = ?2 where"
            + " difference_id = ?1",
        difference,
        run);

    purges.run("settled_differences");
    purges.run("reconciliation_runs");

    assertThat(tables.read(runs.count(), run)).isEqualTo(1L);
    assertThat(tables.read(differences.count(), difference)).isEqualTo(1L);
    tables.write("delete from reconciliation_difference where difference_id = ?1", difference);
    tables.write("delete from reconciliation where run_id = ?1", run);
  }
}
