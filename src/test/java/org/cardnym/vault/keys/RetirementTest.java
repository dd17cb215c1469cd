package org.cardnym.vault.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cardnym.vault.Refusals.refuses;

import com.google.crypto.tink.KeysetHandle;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.keys.KeyProof.OfVersion;
import org.cardnym.vault.keys.KeyProof.TableCount;
import org.cardnym.vault.keys.Retirement.Step;
import org.cardnym.vault.keys.Rotating.Owner;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The proof that no row needs a version, and what it lets be done to it. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(RotationProfile.class)
class RetirementTest {
  private static final AssociatedData OWNER = AssociatedData.of("test").with(new UUID(1, 2));

  @Inject KeyProofs proofs;
  @Inject Retirement retirement;
  @Inject Rotations rotations;
  @Inject Custody custody;
  @Inject Envelopes envelopes;
  @Inject KeyViews views;
  @Inject Tables tables;
  @Inject Rotating rotating;

  private Owner owner;
  private int old;
  private WrappedKey wrapped;

  @BeforeEach
  void anOldVersionWithRows() {
    rotating.begin();
    owner = rotating.owners(2).getFirst();
    wrapped = QuarkusTransaction.requiringNew().call(() -> envelopes.create(OWNER)).wrapped();
    old = rotating.primary();
  }

  @Test
  void aVersionThatWrapsIsNoneToProve() {
    assertThat(judged().missing()).contains("not_closed", "rows_left");
    refuses(ErrorCode.CONFLICT, () -> retirement.require(Step.RETIRE, KeyPurpose.KEK, old));
  }

  @Test
  void aProofWantsThatNoRowIsLeftAndSaysInWhichTableOneIs() {
    rotating.rotate();

    OfVersion lacking = judged();
    assertThat(lacking.missing()).containsExactly("rows_left");
    assertThat(lacking.provenAt()).isNull();
    assertThat(lacking.rows())
        .contains(
            new TableCount("card", rowsOf("card")), new TableCount("merchant", rowsOf("merchant")));
    refusedFor("rows_left", Step.RETIRE);

    rotating.finish();
    OfVersion proven = judged();
    assertThat(proven.missing()).isEmpty();
    assertThat(proven.provenAt()).isNotNull();
    assertThat(proven.provenBy()).isEqualTo("test");
    assertThat(rotating.row(old).provenAt).isEqualTo(proven.provenAt());
    assertThat(
            tables.read(
                "select count(*) from audit_entry where action = 'KEY_PROVEN_UNUSED' and subject ="
                    + " ?1",
                "kek-" + old))
        .isEqualTo(1L);
  }

  @Test
  void aProofWantsThatEveryLiveReplicaWorksWithTheClosedVersion() {
    long epoch = rotations.rotate(KeyPurpose.KEK, null, "test").epoch();
    rotating.finish();
    rotating.replica(epoch - 1);

    OfVersion lacking = judged();
    assertThat(lacking.missing()).containsExactly("replicas_behind");
    assertThat(lacking.behind()).singleElement().extracting("epoch").isEqualTo(epoch - 1);
    refusedFor("replicas_behind", Step.RETIRE);

    // It has died: a replica that has not been heard of for a minute can't commit a wrap either.
    tables.write(
        "update replica set seen_at = now() - interval '61 seconds' where epochs = ?1",
        "KEK=" + (epoch - 1));
    assertThat(judged().missing()).isEmpty();
  }

  @Test
  void aRowOfNoKnownVersionIsInTheWayOfEveryProof() {
    rotating.rotate();
    rotating.finish();
    String change = "update payer_key set kek_version = ?1 where payer_id = ?2";
    int was = rotating.version("payer_key", "payer_id", owner.payer());
    tables.write(change, 9999, owner.payer());

    KeyProof proof = proofs.verify(KeyPurpose.KEK, old, "test");

    assertThat(proof.proven()).isFalse();
    assertThat(proof.versions().getFirst().missing()).containsExactly("stray_rows");
    assertThat(proof.strays()).containsExactly(new TableCount("payer_key", 1));
    tables.write(change, was, owner.payer());
    assertThat(judged().missing()).isEmpty();
  }

  @Test
  void aProofIsWithdrawnWhenARowTurnsUp() {
    rotating.rotate();
    rotating.finish();
    assertThat(judged().provenAt()).isNotNull();
    String change = "update payer_key set kek_version = ?1 where payer_id = ?2";
    tables.write(change, old, owner.payer());

    OfVersion lacking = judged();

    assertThat(lacking.missing()).containsExactly("rows_left");
    assertThat(lacking.rows()).contains(new TableCount("payer_key", 1));
    assertThat(rotating.row(old).provenAt).isNull();
    tables.write(change, rotating.primary(), owner.payer());
  }

  @Test
  void aProofThatSomebodyWroteIntoTheTableIsRefused() {
    rotating.rotate();
    rotating.finish();
    String change =
        "update key_version set proven_at = %s, proven_by = %s where purpose = 'KEK' and version = ?1";
    tables.write(change.formatted("now()", "'me'"), old);
    try {
      refuses(ErrorCode.ROW_REFUSED, () -> retirement.require(Step.RETIRE, KeyPurpose.KEK, old));
    } finally {
      tables.write(change.formatted("null", "null"), old);
    }
  }

  @Test
  void withoutAProofNothingIsRetiredOrDestroyed() {
    rotating.rotate();
    rotating.finish();

    refusedFor("not_verified", Step.RETIRE);
    refuses(ErrorCode.CONFLICT, () -> end(Step.DESTROY));
    refuses(ErrorCode.NOT_FOUND, () -> retirement.require(Step.RETIRE, KeyPurpose.KEK, 99_999));
    refuses(
        ErrorCode.CONFLICT, () -> retirement.require(Step.RETIRE, KeyPurpose.ALIAS_INDEX, names()));
    assertThat(inKeyset()).contains(old);
    envelopes.unwrap(wrapped, OWNER);
  }

  @Test
  void aRetiredVersionOpensNoMoreAndADestroyedOneIsGone() {
    rotating.rotate();
    rotating.finish();
    judged();

    Retirement.Ended retired = end(Step.RETIRE);

    refuses(ErrorCode.ROW_REFUSED, () -> envelopes.unwrap(wrapped, OWNER));
    assertThat(inKeyset()).contains(old);
    assertThat(view().state()).isEqualTo("retired");
    assertThat(view().replicas()).isZero();

    rotating.replica(retired.epoch() - 1);
    assertThat(view().replicas()).isEqualTo(1);
    refusedFor("replicas_hold", Step.DESTROY);
    assertThat(inKeyset()).contains(old);
    tables.write("delete from replica where epochs = ?1", "KEK=" + (retired.epoch() - 1));

    Retirement.Ended destroyed = end(Step.DESTROY);

    assertThat(inKeyset()).doesNotContain(old).contains(rotating.primary());
    assertThat(view().state()).isEqualTo("destroyed");
    assertThat(destroyed.rowsRestoreFrom()).isEqualTo(rotating.row(old).provenAt);
    refuses(ErrorCode.CONFLICT, () -> end(Step.DESTROY));
    // Numbers are not given again, and what lives opens as before.
    assertThat(rotating.rotate()).isEqualTo(old + 2);
    assertThat(rotating.finish().remaining()).isZero();
  }

  @Test
  void theListSaysHowManyRowsAndReplicasAVersionHas() {
    rotating.rotate();
    rotating.replica(rotating.row(old + 1).madeEpoch - 1);

    assertThat(view().rows()).isEqualTo(rotating.under(old)).isPositive();
    assertThat(view().replicas()).isEqualTo(2);
    assertThat(view().dueAt()).isNull();
    assertThat(view(old + 1).rows()).isZero();
    assertThat(view(old + 1).replicas()).isEqualTo(1);
    assertThat(view(old + 1).dueAt()).isNotNull();
    assertThat(views.list())
        .filteredOn(each -> each.purpose().equals("page"))
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.rows()).isNull());
  }

  /** The version of the names' key in use. */
  private int names() {
    return views.list().stream()
        .filter(each -> each.purpose().equals("alias_index") && each.state().equals("primary"))
        .mapToInt(KeyView::version)
        .sum();
  }

  private OfVersion judged() {
    return proofs.verify(KeyPurpose.KEK, old, "test").versions().getFirst();
  }

  private Retirement.Ended end(Step step) {
    return retirement.end(step, KeyPurpose.KEK, old, "test", "because");
  }

  private void refusedFor(String missing, Step step) {
    assertThatThrownBy(() -> end(step))
        .isInstanceOfSatisfying(
            Refusal.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.KEY_NOT_PROVEN);
              assertThat(String.valueOf(refused.facts().get("missing"))).contains(missing);
            });
  }

  private KeyView view() {
    return view(old);
  }

  private KeyView view(int version) {
    return views.list().stream()
        .filter(each -> each.purpose().equals("kek") && each.version() == version)
        .findFirst()
        .orElseThrow();
  }

  private List<Integer> inKeyset() {
    KeysetHandle keyset =
        QuarkusTransaction.requiringNew()
            .call(() -> KeysetSeal.open(custody.root(), rotations.locked(KeyPurpose.KEK)));
    return IntStream.range(0, keyset.size()).mapToObj(i -> keyset.getAt(i).getId()).toList();
  }

  private long rowsOf(String table) {
    return ((Number) tables.read("select count(*) from " + table + " where kek_version = ?1", old))
        .longValue();
  }
}
