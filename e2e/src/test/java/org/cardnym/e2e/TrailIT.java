package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Who can write the database changes the trail of a running vault, and {@code audit verify} names
 * it. Rows are put back after each test.
 */
@Order(5)
@Isolated
@ExtendWith(SharedWorld.class)
class TrailIT {
  private static World world;
  private static Operator operator;
  private static Path home;

  private final Deque<Tampering> undo = new ArrayDeque<>();
  private String batch;
  private int count;

  @BeforeAll
  static void open(World shared) {
    world = shared;
    home = Places.fresh("trail");
    operator = Operator.machine(shared.sandbox(), home);
  }

  /** A batch of three or more, with others before and after it. */
  @BeforeEach
  void choose() {
    batch =
        world
            .database()
            .one(
                "select number from audit_batch where entries >= 3 and number > 2 and number <"
                    + " (select max(number) - 2 from audit_batch) order by number limit 1");
    count = Integer.parseInt(one("select entries from audit_batch where number = " + batch));
  }

  @AfterEach
  void asItWas() {
    while (!undo.isEmpty()) {
      undo.pop().close();
    }
  }

  @Test
  void anUntouchedTrailIsWholeAndGoesOnFromTheHeadThatWasKept() {
    JsonNode first = verified(0);
    world.merchant().create("nobody-of-the-trail");
    JsonNode later = verified(0, "--head", first.path("head").asText());

    assertThat(first.path("whole").asBoolean()).isTrue();
    assertThat(first.path("entries").asLong()).isPositive();
    assertThat(later.path("headsFitting").asInt()).isOne();
  }

  @Test
  void anEditedFactIsNamed() {
    String entry = entry(1);
    entries(
        "update audit_entry set facts = '{}', outcome = 'REFUSED' where entry_id = '%s'", entry);

    found("entry_edited", 1, entry, "this command");
  }

  /** All that anybody can reckon is made to fit: what tells is the seal, which the vault checks. */
  @Test
  void anEditedEntryWithAHashThatFitsIsNamedByTheVault() {
    String entry =
        one(
            "select entry_id from audit_entry where batch = "
                + batch
                + " and cast(extract(microseconds from at) as integer) % 1000 <> 0"
                + " order by position limit 1");
    String position = one("select position from audit_entry where entry_id = '" + entry + "'");
    String hash =
        Stream.of(
                "'audit-entry/1'",
                "cast(entry_id as text)",
                "to_char(at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')",
                "replica",
                "'person:scapegoat'",
                "action",
                "coalesce(subject, '')",
                "outcome",
                "facts")
            .map(member ->
                "int4send(octet_length(convert_to(%1$s, 'UTF8'))) || convert_to(%1$s, 'UTF8')"
                    .formatted(member))
            .collect(Collectors.joining(" || ", "sha256('\\x00'::bytea || ", ")"));
    entries(
        "update audit_entry set actor = 'person:scapegoat', hash = %s where entry_id = '%s'",
        hash, entry);

    found("entry_forged", Integer.parseInt(position), entry, "the vault");
  }

  @Test
  void aRemovedEntryIsNamedByItsPlace() {
    entries("delete from audit_entry where entry_id = '%s'", entry(1));

    found("entry_removed", 1, null, "this command");
  }

  @Test
  void aRemovedBatchIsNamed() {
    entries("delete from audit_entry where batch = %s", batch);
    batches("delete from audit_batch where number = %s", batch);

    found("batch_removed", -1, null, "this command");
  }

  @Test
  void anInsertedEntryIsNamed() {
    String id = "01932f3e-7c00-7000-8000-000000000001";
    entries(
        "insert into audit_entry select '%s', at, replica, 'person:scapegoat', action, subject,"
            + " outcome, facts, hash, mac_version, mac, false, batch, %s from audit_entry where"
            + " entry_id = '%s'",
        id, String.valueOf(count), entry(0));

    found("entry_inserted", count, id, "this command");
  }

  @Test
  void swappedPlacesAreNamed() {
    String first = entry(0);
    String second = entry(2);
    entries(
        "update audit_entry set position = -7 where entry_id = '%s'; update audit_entry set"
            + " position = 0 where entry_id = '%s'; update audit_entry set position = 2 where"
            + " entry_id = '%s'",
        first, second, first);

    found("entries_reordered", 0, second, "this command");
  }

  @Test
  void aBatchHashedAnewWithoutTheKeyIsNamed() {
    batches(
        "update audit_batch set root = sha256('other'), hash = sha256('another') where number = %s",
        batch);

    found("batch_forged", -1, null, "this command");
  }

  @Test
  void anotherBatchsSignatureIsNamed() {
    batches(
        "update audit_batch set signature = (select signature from audit_batch where number = 1)"
            + " where number = %s",
        batch);

    found("batch_forged", -1, null, "this command");
  }

  @Test
  void aCutTailIsNamedByAHeadThatWasKept() {
    String head = verified(0).path("head").asText();
    String last = head.substring(0, head.indexOf(':'));
    String tail = "batch >= " + last;
    String cut = "number >= " + last;
    // The vault writes its newest entries again when they vanish; those go as the cut ones return.
    String again = " or entry_id in (select entry_id from saved_audit_entry)";
    undo.push(
        Tampering.with(
            world.database(),
            List.of(
                new Tampering.Change(
                    "audit_entry", tail, tail + again, "delete from audit_entry where " + tail),
                new Tampering.Change(
                    "audit_batch", cut, cut, "delete from audit_batch where " + cut))));

    JsonNode told = verified(6, "--head", head);
    JsonNode unkept = verified(6);

    assertThat(told.at("/findings/0/code").asText()).isEqualTo("tail_cut");
    assertThat(told.at("/findings/0/batch").asText()).isEqualTo(last);
    assertThat(told.at("/findings/0/by").asText()).isEqualTo("this command");
    assertThat(unkept.at("/findings/0/code").asText()).isEqualTo("head_refused");
    assertThat(unkept.at("/findings/0/by").asText()).isEqualTo("the vault");
  }

  @Test
  void anExportIsCheckedWithoutAVaultAndAnAlteredOneIsNotWhole() {
    Path file = home.resolve("trail.jsonl");
    Operator.Ended exported = operator.run("audit", "export", "--to", file.toString());
    assertThat(exported.exit()).as(exported.err()).isZero();
    JsonNode whole = verified(0);
    String key = whole.at("/keys/0/fingerprint").asText();
    Operator alone = operator.with("CARDNYM_URL", "https://127.0.0.1:1");

    Operator.Ended untouched =
        alone.run("audit", "verify", "--file", file.toString(), "--key", key);
    Places.write(file, Places.text(file).replaceFirst("\"BANK_ADDED\"", "\"BANK_CHANGED\""));
    Operator.Ended altered = alone.run("audit", "verify", "--file", file.toString(), "--key", key);

    assertThat(untouched.exit()).as(untouched.err()).isZero();
    assertThat(altered.exit()).isEqualTo(6);
    assertThat(altered.err()).contains("was edited", "code: trail_broken");
  }

  private void entries(String sql, String... values) {
    tamper("audit_entry", "batch = " + batch, sql, values);
  }

  private void batches(String sql, String... values) {
    tamper("audit_batch", "number = " + batch, sql, values);
  }

  private void tamper(String table, String where, String sql, String... values) {
    undo.push(Tampering.with(world.database(), table, where, sql.formatted((Object[]) values)));
  }

  /** What is found first, and where. */
  private void found(String code, int position, @Nullable String entry, String by) {
    JsonNode first = verified(6).at("/findings/0");
    assertThat(first.path("code").asText()).as(first.toString()).isEqualTo(code);
    assertThat(first.path("batch").asText()).isEqualTo(batch);
    assertThat(first.path("position").asInt(-1)).isEqualTo(position);
    assertThat(first.path("by").asText()).isEqualTo(by);
    if (entry != null) {
      assertThat(first.path("entry").asText()).isEqualTo(entry);
    }
  }

  private static JsonNode verified(int exit, String... more) {
    Operator.Ended ended =
        operator.run(
            Stream.concat(Stream.of("audit", "verify", "--output", "json"), Stream.of(more))
                .toArray(String[]::new));
    assertThat(ended.exit()).as(ended.out() + ended.err()).isEqualTo(exit);
    return Reply.parse(ended.out());
  }

  private String entry(int position) {
    return one(
        "select entry_id from audit_entry where batch = " + batch + " and position = " + position);
  }

  private static String one(String sql) {
    return world.database().one(sql);
  }
}
