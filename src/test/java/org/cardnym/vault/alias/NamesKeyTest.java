package org.cardnym.vault.alias;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.keys.IndexKeys;
import org.cardnym.vault.keys.KeyProofs;
import org.cardnym.vault.keys.KeyPurpose;
import org.cardnym.vault.keys.KeyVersions;
import org.cardnym.vault.keys.LateReplica;
import org.cardnym.vault.keys.Retirement;
import org.cardnym.vault.keys.Retirement.Step;
import org.cardnym.vault.keys.RewrapView;
import org.cardnym.vault.keys.Rewraps;
import org.cardnym.vault.keys.RotationProfile;
import org.cardnym.vault.keys.Rotations;
import org.cardnym.vault.keys.TestWalk;
import org.cardnym.vault.keys.Tombstones;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.payer.TestPayers;
import org.cardnym.vault.refusal.ErrorCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The key of names is replaced: who is named stays named, and what was taken stays taken. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(RotationProfile.class)
class NamesKeyTest {
  private static final KeyPurpose NAMES = KeyPurpose.ALIAS_INDEX;
  private static final Duration RESTED = Duration.ofDays(3);

  @Inject Rotations rotations;
  @Inject Rewraps rewraps;
  @Inject KeyProofs proofs;
  @Inject Retirement retirement;
  @Inject TestWalk walk;
  @Inject LateReplica late;
  @Inject IndexKeys indexes;
  @Inject KeyVersions versions;
  @Inject Aliases aliases;
  @Inject ClaimRows rows;
  @Inject Payers payers;
  @Inject Tombstones tombstones;
  @Inject EntityManager entities;
  @Inject Clock clock;
  @Inject Alarms alarms;
  @Inject Tables tables;

  private String word;
  private UUID payer;
  private int old;

  @BeforeEach
  void begin() {
    walk.inOrder();
    // Claims that tests have made for payers without a name.
    tables.write(
        "delete from name_claim where payer_id is not null and payer_id not in (select payer_id"
            + " from payer where alias_sealed is not null) and index_value not like '---%'");
    walk.only(NAMES);
    word = "marmot" + letters();
    payer = TestPayers.active(payers, word);
    old = indexes.version(NAMES);
  }

  @Test
  void namesAreFoundAndTakenBeforeDuringAndAfterAndTheOldKeyEnds() {
    String gone = "gone" + word;
    release(gone);
    AliasIndex before = index(word);
    rotate();
    assertThat(holder(before)).isEqualTo(payer);
    assertThat(holder(index(word))).isEqualTo(payer);
    String between = "between" + word;
    UUID second = TestPayers.active(payers, between);
    taken(word, "rnarrnot" + word.substring(6), gone, between);
    assertThat(proofs.verify(NAMES, old, "test").versions().getFirst().missing())
        .containsExactlyInAnyOrder("rows_left", "not_expired");
    refuses(ErrorCode.KEY_NOT_PROVEN, () -> end(Step.RETIRE));
    refuses(ErrorCode.CONFLICT, () -> rewraps.begin(NAMES, "test", null));

    walk.later(RESTED);
    refuses(ErrorCode.KEY_NOT_PROVEN, () -> end(Step.RETIRE));
    RewrapView view = walk.drive(NAMES);

    assertThat(view.remaining()).isZero();
    assertThat(holder(index(word))).isEqualTo(payer);
    taken(word, "rnarrnot" + word.substring(6), gone, between);
    assertThat(proofs.verify(NAMES, old, "test").proven()).isTrue();
    end(Step.RETIRE);
    refuses(ErrorCode.CONFLICT, () -> end(Step.RETIRE));
    end(Step.DESTROY);
    assertThat(index(word).others()).isNull();
    assertThat(holder(index(word))).isEqualTo(payer);
    assertThat(holder(index(between))).isEqualTo(second);
    assertThat(aliases.payerOf(index(gone))).isEmpty();
    taken(word, "rnarrnot" + word.substring(6), gone, "g0ne" + word, between);
    assertThat(claims(payer)).isEqualTo(2);
    assertThat(
            tables.read(
                "select sum(cast(cast(facts as json) ->> 'names' as bigint)) from audit_entry where"
                    + " action = 'NAMES_REINDEXED' and cast(facts as json) ->> 'version' = ?1",
                Integer.toString(indexes.version(NAMES))))
        .hasToString(Long.toString(view.done()));
  }

  @Test
  void aNameIsTakenWhicheverVersionTheReplicasWorkWith() {
    var other = aliases(late.whileRotating(NAMES));
    String mine = "mine" + word;
    String theirs = "theirs" + word;
    claim(aliases, mine);
    claim(other, theirs);

    refuses(ErrorCode.ALIAS_TAKEN, () -> claim(aliases, theirs));
    refuses(ErrorCode.ALIAS_TAKEN, () -> claim(other, mine));
    refuses(ErrorCode.ALIAS_TAKEN, () -> claim(other, word));
    assertThat(other.payerOf(index(theirs))).isEqualTo(aliases.payerOf(index(theirs))).isPresent();
    assertThat(aliases.payerOf(other.index(AliasText.prepare(mine)))).isPresent();
  }

  @Test
  void aReplicaThatHasReadNothingOfItFindsNamesAndClaimsNone() {
    var stale = aliases(late.beforeRotating(NAMES));

    refuses(ErrorCode.KEYS_STALE, () -> claim(stale, "stale" + word));
    refuses(
        ErrorCode.KEYS_STALE,
        () ->
            QuarkusTransaction.requiringNew()
                .run(() -> stale.claimFree(UUID.randomUUID(), AliasText.prepare("stale" + word))));
    assertThat(stale.payerOf(stale.index(AliasText.prepare(word)))).contains(payer);
  }

  /** Else two who claim the same at once could each do it under another version. */
  @Test
  void aRotationWaitsForWhoeverIsClaiming() throws Exception {
    var claiming = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    String wanted = "wanted" + word;
    UUID claimer = TestPayers.begun(payers);
    var claimed =
        beside(() ->
            QuarkusTransaction.requiringNew()
                .call(() -> {
                  aliases.claim(claimer, AliasText.prepare(wanted));
                  claiming.countDown();
                  go.await();
                  return true;
                }));
    claiming.await();
    var rotated = beside(() -> rotations.rotate(NAMES, null, "test").state());
    tables.await(
        true,
        "select count(*) > 0 from pg_stat_activity where wait_event_type = 'Lock' and query like"
            + " '%key_version%'");
    assertThat(rotated).isNotDone();
    go.countDown();

    assertThat(claimed.get()).isTrue();
    assertThat(rotated.get()).isEqualTo("primary");
    taken(wanted);
  }

  @Test
  void aWalkThatDiesGoesOnAndNamesAreFoundThroughout() {
    var all = new ArrayList<UUID>();
    for (int i = 0; i < 8; i++) {
      all.add(TestPayers.active(payers, "herd" + i + word));
    }
    rotate();
    walk.later(RESTED);

    RewrapView view = walk.part(NAMES, 4);

    assertThat(view.state()).isEqualTo("running");
    assertThat(view.done()).isEqualTo(4);
    assertThat(under(old)).isPositive();
    for (int i = 0; i < 8; i++) {
      assertThat(holder(index("herd" + i + word))).isEqualTo(all.get(i));
      taken("herd" + i + word);
    }
    assertThat(walk.drive(NAMES).remaining()).isZero();
    assertThat(under(old)).isZero();
    for (int i = 0; i < 8; i++) {
      assertThat(holder(index("herd" + i + word))).isEqualTo(all.get(i));
      assertThat(claims(all.get(i))).isEqualTo(2);
    }
  }

  /** Else the name that was moved in that moment would stay claimed for good, for nobody. */
  @Test
  void whoGivesUpANameThatIsBeingMovedGivesUpAllOfIt() throws Exception {
    UUID pending = TestPayers.confirmed(payers);
    String first = "first" + word;
    nameAlias(pending, first);
    NameClaimRow.Key key = aliases.key(ClaimKind.PREPARED, old, AliasText.prepare(first));
    rotate();
    var moved = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    var mover =
        beside(() ->
            QuarkusTransaction.requiringNew()
                .call(() -> {
                  rows.renew(List.of("PREPARED", key.indexVersion(), key.indexValue()));
                  entities.flush();
                  moved.countDown();
                  go.await();
                  return true;
                }));
    moved.await();
    var named =
        beside(() -> {
          nameAlias(pending, "second" + word);
          return true;
        });
    tables.await(
        true,
        "select count(*) > 0 from pg_stat_activity where wait_event_type = 'Lock' and query like"
            + " '%name_claim%'");
    go.countDown();
    mover.get();
    named.get();

    assertThat(claims(pending)).isEqualTo(2);
    assertThat(holder(index("second" + word))).isEqualTo(pending);
    assertThat(aliases.payerOf(index(first))).isEmpty();
    claim(aliases, first);
  }

  @Test
  void aNameThatDoesNotCheckIsNotOpenedAndKeepsTheOldKey() {
    String forge =
        "update name_claim set unicode = unicode || '%s' where payer_id = ?1 and kind = 'PREPARED'";
    String row = "PREPARED/" + old + "/" + index(word).value();
    rotate();
    walk.later(RESTED);
    tables.write(forge.formatted("!"), payer);

    assertThat(walk.drive(NAMES).remaining()).isEqualTo(1);

    alarms.await(row);
    assertThat(proofs.verify(NAMES, old, "test").versions().getFirst().missing())
        .containsExactly("rows_left");
    refuses(ErrorCode.KEY_NOT_PROVEN, () -> end(Step.RETIRE));
    tables.write(
        "update name_claim set unicode = rtrim(unicode, '!') where payer_id = ?1 and kind ="
            + " 'PREPARED'",
        payer);
    assertThat(walk.drive(NAMES).remaining()).isZero();
    assertThat(holder(index(word))).isEqualTo(payer);
  }

  /** Somebody's sealed name under another's claim: what is opened is not what was claimed. */
  @Test
  void aClaimOfAnotherNameThanItsPayersIsLeft() {
    UUID nameless = TestPayers.begun(payers);
    String claimed = "claimed" + word;
    QuarkusTransaction.requiringNew()
        .run(() -> aliases.claim(nameless, AliasText.prepare(claimed)));
    rotate();
    walk.later(RESTED);

    assertThat(walk.drive(NAMES).remaining()).isEqualTo(1);

    alarms.await("PREPARED/" + old + "/" + valueUnder(old, claimed));
    taken(claimed);
    QuarkusTransaction.requiringNew().run(() -> aliases.withdraw(nameless));
    assertThat(walk.drive(NAMES).remaining()).isZero();
  }

  @Test
  void aSkeletonOfAnotherUnicodeGoesOnceItsNameIsClaimedAnew() {
    release("gone" + word);
    var made = new NameClaimRow.Key(ClaimKind.SKELETON, old, index("other" + word).value());
    QuarkusTransaction.requiringNew()
        .run(() -> entities.persist(NameClaimRow.of(made, null, Instant.EPOCH)));
    rotate();
    walk.later(RESTED);

    assertThat(walk.drive(NAMES).remaining()).isZero();

    assertThat(
            QuarkusTransaction.requiringNew().call(() -> entities.find(NameClaimRow.class, made)))
        .isNull();
    taken("gone" + word, "g0ne" + word);
    assertThat(proofs.verify(NAMES, old, "test").proven()).isTrue();
  }

  private Aliases aliases(IndexKeys with) {
    return new Aliases(entities, with, versions, tombstones, clock);
  }

  private static <T> CompletableFuture<T> beside(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, task -> new Thread(task).start());
  }

  private void rotate() {
    assertThat(rotations.rotate(NAMES, null, "test").behind()).isEmpty();
  }

  private void end(Step step) {
    retirement.end(step, NAMES, old, "test", "because");
  }

  private void nameAlias(UUID payerId, String name) {
    QuarkusTransaction.requiringNew().run(() -> payers.nameAlias(payerId, name));
  }

  private void claim(Aliases by, String name) {
    UUID claimer = TestPayers.begun(payers);
    PreparedAlias alias = AliasText.prepare(name);
    QuarkusTransaction.requiringNew().run(() -> by.claim(claimer, alias));
  }

  private void release(String name) {
    UUID leaver = TestPayers.active(payers, name);
    QuarkusTransaction.requiringNew().run(() -> aliases.release(leaver, AliasText.prepare(name)));
  }

  private void taken(String... names) {
    for (String name : names) {
      refuses(ErrorCode.ALIAS_TAKEN, () -> claim(aliases, name));
    }
  }

  private UUID holder(AliasIndex name) {
    return aliases.payerOf(name).orElseThrow();
  }

  private AliasIndex index(String name) {
    return aliases.index(AliasText.prepare(name));
  }

  private String valueUnder(int version, String name) {
    return aliases.key(ClaimKind.PREPARED, version, AliasText.prepare(name)).indexValue();
  }

  private long claims(UUID of) {
    return (Long) tables.read("select count(*) from name_claim where payer_id = ?1", of);
  }

  /** Names that are claimed under a version. */
  private long under(int version) {
    return (Long)
        tables.read(
            "select count(*) from name_claim where kind = 'PREPARED' and index_version = ?1",
            version);
  }

  private static String letters() {
    return UUID.randomUUID().toString().replaceAll("[0-9-]", "").concat("abcd").substring(0, 4);
  }
}
