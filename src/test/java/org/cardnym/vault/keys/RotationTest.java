package org.cardnym.vault.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cardnym.vault.Refusals.refuses;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(RotationProfile.class)
class RotationTest {
  private static final AssociatedData OWNER = AssociatedData.of("test").with(new UUID(1, 2));

  @Inject Rotations rotations;
  @Inject DueRotation due;
  @Inject Envelopes envelopes;
  @Inject KeyVersions versions;
  @Inject Keysets keysets;
  @Inject Keys keys;
  @Inject Custody custody;
  @Inject Clock clock;
  @Inject Heartbeats heartbeats;
  @Inject Tables tables;
  @Inject Rotating rotating;

  @BeforeEach
  void begin() {
    rotating.begin();
  }

  @Test
  void whatIsNewGoesToTheNewVersionAndWhatWasSealedBeforeOpensStill() {
    Envelopes.Made before = made(envelopes);
    byte[] sealed = before.key().seal(new byte[] {1, 2, 3}, OWNER);

    Rotations.Rotated rotated = rotations.rotate(KeyPurpose.KEK, null, "test");

    assertThat(rotated.closed()).isEqualTo(before.wrapped().kekVersion());
    assertThat(made(envelopes).wrapped().kekVersion()).isEqualTo(rotated.version());
    assertThat(envelopes.unwrap(before.wrapped(), OWNER).open(sealed, OWNER))
        .containsExactly(1, 2, 3);
    assertThat(rotating.row(rotated.closed()).state).isEqualTo(KeyState.CLOSED);
    assertThat(rotating.row(rotated.version()).state).isEqualTo(KeyState.PRIMARY);
    assertThat(rotating.row(rotated.version()).wraps).isEqualTo(1);
    assertThat(heartbeats.live())
        .allMatch(replica -> replica.epoch(KeyPurpose.KEK) == rotated.epoch());
  }

  @Test
  void aReplicaThatHasNotReadTheNewKeysetReadsItWhenItWraps() {
    Keys late = held();
    var other = new Custody(keysets, late);
    other.hold(custody.root());
    int version = rotating.rotate();

    Envelopes.Made made = made(new Envelopes(late, versions, other));

    assertThat(made.wrapped().kekVersion()).isEqualTo(version);
  }

  @Test
  void aReplicaThatDoesNotReadAnewCanNotCommitAWrapUnderTheOldVersion() {
    Keys stale = held();
    var blind = new Envelopes(stale, versions, new Custody(keysets, stale));
    int old = rotating.primary();
    rotating.rotate();
    long wraps = rotating.row(old).wraps;

    refuses(ErrorCode.KEY_CLOSED, () -> made(blind));

    assertThat(rotating.row(old).wraps).isEqualTo(wraps);
  }

  @Test
  void aRotationWaitsForWrapsThatAreUnderWay() throws Exception {
    int old = rotating.primary();
    long wraps = rotating.row(old).wraps;
    var wrapped = new CountDownLatch(1);
    var commit = new CountDownLatch(1);
    try (var threads = Executors.newFixedThreadPool(2)) {
      Future<Envelopes.Made> wrap =
          threads.submit(() ->
              QuarkusTransaction.requiringNew()
                  .call(() -> {
                    Envelopes.Made made = envelopes.create(OWNER);
                    tables.flush();
                    wrapped.countDown();
                    commit.await();
                    return made;
                  }));
      wrapped.await();
      Future<Integer> rotation = threads.submit(rotating::rotate);
      tables.await(
          1L,
          "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like"
              + " '%key_version%'");
      assertThat(rotation.isDone()).isFalse();
      commit.countDown();

      assertThat(wrap.get().wrapped().kekVersion()).isEqualTo(old);
      assertThat(rotation.get(30, TimeUnit.SECONDS)).isEqualTo(old + 1);
      assertThat(rotating.row(old).wraps).isEqualTo(wraps + 1);
    }
  }

  @Test
  void ofManyWhoReplaceOneVersionOneDoes() throws Exception {
    int old = rotating.primary();
    Callable<Boolean> rotate =
        () -> {
          try {
            rotations.rotate(KeyPurpose.KEK, old, "test");
            return true;
          } catch (Refusal refused) {
            assertThat(refused.code()).isEqualTo(ErrorCode.CONFLICT);
            return false;
          }
        };
    List<Future<Boolean>> tries;
    try (var threads = Executors.newFixedThreadPool(4)) {
      tries = threads.invokeAll(Collections.nCopies(4, rotate));
    }

    int done = 0;
    for (Future<Boolean> each : tries) {
      done += each.get() ? 1 : 0;
    }
    assertThat(done).isEqualTo(1);
    assertThat(rotating.primary()).isEqualTo(old + 1);
  }

  @Test
  void keysThatOpenCardsOrNamesOrThatOthersKnowAreReplacedByHand() {
    assertThat(KeyPurpose.values())
        .filteredOn(purpose -> !purpose.rotatesByItself())
        .containsExactlyInAnyOrder(
            KeyPurpose.ALIAS_INDEX,
            KeyPurpose.PAN_INDEX,
            KeyPurpose.REQUEST_DIGEST,
            KeyPurpose.AUDIT,
            KeyPurpose.MESSAGE,
            KeyPurpose.LINK);
  }

  @Test
  void aKeyThatHasWrappedAsOftenAsItMayStopsUntilItIsReplaced() {
    int full = rotating.primary();
    wrapped(full, KeyVersions.MAX_WRAPS - 1);

    made(envelopes);
    refuses(ErrorCode.KEY_CLOSED, () -> made(envelopes));
    rotating.rotate();

    assertThat(made(envelopes).wrapped().kekVersion()).isEqualTo(full + 1);
  }

  @Test
  void aDueKeyWaitsWhileReplicasOfTwoReleasesLive() {
    int first = rotating.primary();
    wrapped(first, KeyVersions.MAX_WRAPS / 10 * 9);
    rotating.replica(1);

    assertThat(due.rotateIfDue(KeyPurpose.KEK)).isFalse();

    tables.write("delete from replica where epochs = 'KEK=1'");
    assertThat(due.rotateIfDue(KeyPurpose.KEK)).isTrue();
    assertThat(rotating.primary()).isEqualTo(first + 1);
  }

  @Test
  void aKeyIsReplacedByItselfWhenItIsDueByAgeOrByWraps() {
    int first = rotating.primary();
    assertThat(due.rotateIfDue(KeyPurpose.KEK)).isFalse();

    wrapped(first, KeyVersions.MAX_WRAPS / 10 * 9);
    assertThat(due.rotateIfDue(KeyPurpose.KEK)).isTrue();
    assertThat(due.rotateIfDue(KeyPurpose.KEK)).isFalse();
    assertThat(rotating.primary()).isEqualTo(first + 1);
    assertThat(rotating.view().startedBy()).isEqualTo("vault");

    TestClock.ahead(Duration.ofDays(366));
    custody.reread();
    assertThat(due.rotateIfDue(KeyPurpose.KEK)).isTrue();
    assertThat(rotating.primary()).isEqualTo(first + 2);
  }

  @Test
  void aKeysetThatSomebodyPutBackIsNotRotated() {
    byte[] sealed = (byte[]) tables.read("select sealed from keyset where purpose = 'KEK'");
    Object epoch = tables.read("select epoch from keyset where purpose = 'KEK'");
    rotating.rotate();
    byte[] newest = (byte[]) tables.read("select sealed from keyset where purpose = 'KEK'");
    Object newestEpoch = tables.read("select epoch from keyset where purpose = 'KEK'");
    String put = "update keyset set sealed = ?1, epoch = ?2 where purpose = 'KEK'";

    tables.write(put, sealed, epoch);
    try {
      assertThatThrownBy(rotating::rotate).hasMessageContaining("older than the one in use");
    } finally {
      tables.write(put, newest, newestEpoch);
    }
  }

  /** What a replica holds that has read the keysets this moment, and never again. */
  private Keys held() {
    var held = new Keys(clock);
    held.take(keysets.read(custody.root()).orElseThrow());
    return held;
  }

  private static Envelopes.Made made(Envelopes by) {
    return QuarkusTransaction.requiringNew().call(() -> by.create(OWNER));
  }

  private void wrapped(int version, long wraps) {
    QuarkusTransaction.requiringNew()
        .run(() -> versions.locked(KeyPurpose.KEK, version).wraps = wraps);
  }
}
