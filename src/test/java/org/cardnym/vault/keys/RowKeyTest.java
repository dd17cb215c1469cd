package org.cardnym.vault.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cardnym.vault.Refusals.refuses;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditTrail;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.KeyProof.OfVersion;
import org.cardnym.vault.keys.Retirement.Step;
import org.cardnym.vault.keys.Rotating.Owner;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The key of the rows' MACs is replaced, all MACs are made anew, and the old one ends. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(RotationProfile.class)
class RowKeyTest {
  private static final KeyPurpose ROWS = KeyPurpose.ROW_INTEGRITY;
  private static final String FORGE =
      "update card set entered_at = entered_at + %s where card_id = ?1";

  @Inject Rotations rotations;
  @Inject Rewraps rewraps;
  @Inject KeyProofs proofs;
  @Inject KeyVersions versions;
  @Inject DependentRows rows;
  @Inject Heartbeats heartbeats;
  @Inject Audit audit;
  @Inject Retirement retirement;
  @Inject GuardedRows guarded;
  @Inject Keys keys;
  @Inject Keysets keysets;
  @Inject Custody custody;
  @Inject RowAlarm alarm;
  @Inject DueRotation due;
  @Inject Payers payers;
  @Inject AuditTrail trail;
  @Inject EntityManager entities;
  @Inject Alarms alarms;
  @Inject Clock clock;
  @Inject Tables tables;
  @Inject Rotating rotating;

  private Owner owner;
  private int old;

  @BeforeEach
  void begin() {
    rotating.begin();
    rotating.finish(ROWS);
    owner = rotating.owners(3).getFirst();
    old = primary();
  }

  @Test
  void aVersionMakesNothingBeforeEveryLiveReplicaHoldsIt() {
    long epoch = keys.of(ROWS).epoch();
    rotating.reports("ROW_INTEGRITY=" + epoch);

    Rotations.Rotated added = rotations.rotate(ROWS, null, "test");

    assertThat(added.state()).isEqualTo("added");
    assertThat(added.behind()).singleElement().extracting("epoch").isEqualTo(epoch);
    assertThat(primary()).isEqualTo(old);
    // It is known here already, so what others make with it from its first moment on checks.
    assertThat(keys.of(ROWS).prfVersions()).contains(old, added.version());

    assertThat(rotations.rotate(ROWS, old, "test").version()).isEqualTo(added.version());
    assertThat(primary()).isEqualTo(old);
    refuses(
        ErrorCode.CONFLICT,
        () -> retirement.end(Step.RETIRE, ROWS, added.version(), "test", "because"));

    tables.write(
        "update replica set epochs = ?1 where epochs = ?2",
        "ROW_INTEGRITY=" + added.epoch(),
        "ROW_INTEGRITY=" + epoch);
    Rotations.Rotated rotated = rotations.rotate(ROWS, old, "test");

    assertThat(rotated.state()).isEqualTo("primary");
    assertThat(rotated.version()).isEqualTo(added.version());
    assertThat(primary()).isEqualTo(added.version());
    refuses(ErrorCode.CONFLICT, () -> rotations.rotate(ROWS, old, "test"));
  }

  @Test
  void everyMacIsMadeAnewAndTheOldKeyEnds() {
    String email = payers.email(owner.payer());
    rotations.rotate(ROWS, null, "test");
    assertThat(judged().missing()).containsExactlyInAnyOrder("rows_left", "not_expired");

    RewrapView view = rotating.finish(ROWS);

    assertThat(view.remaining()).isZero();
    assertThat(view.done()).isPositive();
    assertThat(judged().missing()).containsExactly("not_expired");
    notProven("not_expired", Step.RETIRE);
    afterwards();
    assertThat(judged().missing()).isEmpty();
    end(Step.RETIRE);
    assertThat(keys.of(ROWS).prfVersions()).doesNotContain(old);
    assertThat(payers.email(owner.payer())).isEqualTo(email);
    end(Step.DESTROY);

    assertThat(payers.email(owner.payer())).isEqualTo(email);
    assertThat(QuarkusTransaction.requiringNew().call(() -> trail.page(null, null, 500)))
        .isNotEmpty()
        .allMatch(AuditTrail.Entry::genuine);
    assertThat(sum(old)).isZero();
  }

  /** What was written meanwhile may stand where the count had been. */
  @Test
  void aCountThatBeganBeforeTheRestWasOverIsNoProof() {
    rotations.rotate(ROWS, null, "test");
    rotating.finish(ROWS);
    var slow = new KeyProofs(versions, rows, heartbeats, audit, leaping(Duration.ofMinutes(3)));

    assertThat(slow.verify(ROWS, old, "test").versions().getFirst().missing())
        .containsExactly("not_expired");
    assertThat(slow.verify(ROWS, old, "test").versions().getFirst().missing()).isEmpty();
  }

  @Test
  void aForgedRowStaysRefusedAndKeepsItsKeyAlive() {
    rotations.rotate(ROWS, null, "test");
    tables.write(FORGE.formatted("interval '1 second'"), owner.card());

    RewrapView view = rotating.finish(ROWS);

    assertThat(view.remaining()).isEqualTo(1);
    assertThat(view.refused()).isPositive();
    assertThat(macVersion("card", "card_id", owner.card())).isEqualTo(old);
    alarms.await(TypeId.of(IdKind.CARD, owner.card()));
    afterwards();
    assertThat(judged().missing()).containsExactly("rows_left");
    notProven("rows_left", Step.RETIRE);

    tables.write(FORGE.formatted("interval '-1 second'"), owner.card());
    assertThat(rotating.finish(ROWS).remaining()).isZero();
  }

  @Test
  void aRowThatClaimsTheNewVersionIsRefused() {
    int version = rotations.rotate(ROWS, null, "test").version();
    String claim = "update payer set mac_version = ?1 where payer_id = ?2";
    tables.write(claim, version, owner.payer());

    assertThatThrownBy(() -> payers.email(owner.payer()))
        .isInstanceOfSatisfying(
            Refusal.class, refused -> assertThat(refused.code()).isEqualTo(ErrorCode.ROW_REFUSED));

    tables.write(claim, old, owner.payer());
    assertThat(payers.email(owner.payer())).isNotEmpty();
  }

  @Test
  void anEntryOfTheTrailThatIsForgedIsNotSealedAnew() {
    UUID entry =
        tables.ids("select entry_id from audit_entry order by entry_id desc limit 1").getFirst();
    Object actor = tables.read("select actor from audit_entry where entry_id = ?1", entry);
    Object seal = tables.read("select mac from audit_entry where entry_id = ?1", entry);
    rotations.rotate(ROWS, null, "test");
    String forge = "update audit_entry set actor = ?1 where entry_id = ?2";
    tables.write(forge, "nobody", entry);

    assertThat(rotating.finish(ROWS).refused()).isPositive();
    assertThat(macVersion("audit_entry", "entry_id", entry)).isEqualTo(old);

    tables.write(
        "update audit_entry set actor = ?1, refused = false where entry_id = ?2", actor, entry);
    assertThat(tables.read("select mac from audit_entry where entry_id = ?1", entry))
        .isEqualTo(seal);
    assertThat(rotating.finish(ROWS).remaining()).isZero();
    assertThat(macVersion("audit_entry", "entry_id", entry)).isEqualTo(primary());
  }

  @Test
  void whatAStaleReplicaSealsUnderARetiredVersionIsRefused() {
    Keys late = held();
    var stale = new RowGuard(late, new IndexKeys(late), alarm);
    rotations.rotate(ROWS, null, "test");
    rotating.finish(ROWS);
    afterwards();
    judged();
    end(Step.RETIRE);
    RewrapRow row = row();

    stale.seal(row);

    assertThat(row.macVersion).isEqualTo(old);
    var here = new RowGuard(keys, new IndexKeys(keys), alarm);
    refuses(ErrorCode.ROW_REFUSED, () -> here.check(row));
    here.seal(row);
    here.check(row);
  }

  @Test
  void aReplicaThatWasStoppedForHalfAMinuteSealsNothing() {
    var passed = new AtomicLong();
    var stopped = new Keys(clock, passed::get);
    stopped.take(keysets.read(custody.root()).orElseThrow());
    var guard = new RowGuard(stopped, new IndexKeys(stopped), alarm);
    passed.set(Keys.FRESH.toNanos());
    guard.seal(row());

    passed.addAndGet(1);

    refuses(ErrorCode.KEYS_STALE, () -> guard.seal(row()));
    refuses(ErrorCode.KEYS_STALE, new TrailSeal(stopped, new IndexKeys(stopped))::version);
    // Nor does it raise an alarm for what is only newer than its keys.
    RewrapRow newer = row();
    newer.macVersion = 9999;
    refuses(ErrorCode.KEYS_STALE, () -> guard.check(newer));
    stopped.take(keysets.read(custody.root()).orElseThrow());
    guard.seal(row());
  }

  @Test
  void itIsReplacedByItselfWhenItIsDueAndItsRowsAreWalked() {
    assertThat(due.rotateIfDue(ROWS)).isFalse();
    afterwards(Duration.ofDays(366));

    assertThat(due.rotateIfDue(ROWS)).isTrue();

    assertThat(primary()).isEqualTo(old + 1);
    assertThat(rewraps.view(ROWS).orElseThrow().startedBy()).isEqualTo("vault");
  }

  @Test
  void everyTableWithAMacIsWalkedByItsPrimaryKey() {
    assertThat(guarded.moving().stream().map(MovingRows::table))
        .containsExactlyInAnyOrderElementsOf(
            strings(
                "select cast(table_name as text) from information_schema.columns where"
                    + " table_schema = 'public' and column_name = 'mac_version' and table_name <>"
                    + " 'audit_head'"));
    for (GuardedTable table : guarded.tables()) {
      assertThat(table.key())
          .as(table.table())
          .containsExactlyElementsOf(
              strings(
                  "select cast(a.attname as text) from pg_index i cross join"
                      + " unnest(i.indkey) with ordinality as k (attnum, place) join pg_attribute"
                      + " a on a.attrelid = i.indrelid and a.attnum = k.attnum where"
                      + " i.indisprimary and i.indrelid = cast('"
                      + table.table()
                      + "' as regclass) order by k.place"));
      var unknown =
          Arrays.stream(table.row().getDeclaredFields())
              .filter(field -> field.isAnnotationPresent(jakarta.persistence.Id.class))
              .map(field -> (Class<?>) field.getType())
              .filter(type -> !type.isEnum())
              .filter(type -> !List.of(UUID.class, String.class, int.class).contains(type));
      assertThat(unknown).as(table.table()).isEmpty();
    }
  }

  private int primary() {
    return keys.of(ROWS).primary();
  }

  private OfVersion judged() {
    return proofs.verify(ROWS, old, "test").versions().getFirst();
  }

  private void end(Step step) {
    retirement.end(step, ROWS, old, "test", "because");
  }

  private void notProven(String missing, Step step) {
    assertThatThrownBy(() -> end(step))
        .isInstanceOfSatisfying(
            Refusal.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.KEY_NOT_PROVEN);
              assertThat(String.valueOf(refused.facts().get("missing"))).contains(missing);
            });
  }

  private void afterwards() {
    afterwards(Duration.ofMinutes(3));
  }

  private void afterwards(Duration passed) {
    TestClock.ahead(passed);
    custody.reread();
  }

  /** What a replica holds that has read the keysets this moment, and never again. */
  private Keys held() {
    var held = new Keys(clock);
    held.take(keysets.read(custody.root()).orElseThrow());
    return held;
  }

  /** So much passes after it was first read. */
  private Clock leaping(Duration passes) {
    var read = new AtomicLong();
    return new Clock() {
      @Override
      public Instant instant() {
        return clock.instant().plus(read.getAndIncrement() == 0 ? Duration.ZERO : passes);
      }

      @Override
      public ZoneId getZone() {
        return clock.getZone();
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }

  private static RewrapRow row() {
    var row = new RewrapRow();
    row.startedBy = "test";
    return row;
  }

  private long sum(int version) {
    return QuarkusTransaction.requiringNew().call(() -> DependentRows.sum(guarded.under(version)));
  }

  private int macVersion(String table, String column, UUID id) {
    return ((Number)
            tables.read("select mac_version from " + table + " where " + column + " = ?1", id))
        .intValue();
  }

  private List<String> strings(String sql) {
    return QuarkusTransaction.requiringNew()
        .call(() -> entities.createNativeQuery(sql, String.class).getResultList());
  }
}
