package org.cardnym.vault.alias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.Refusals.refuses;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.keys.KeyProofs;
import org.cardnym.vault.keys.KeyPurpose;
import org.cardnym.vault.keys.Retirement;
import org.cardnym.vault.keys.Retirement.Step;
import org.cardnym.vault.keys.RotationProfile;
import org.cardnym.vault.keys.Rotations;
import org.cardnym.vault.keys.TestWalk;
import org.cardnym.vault.keys.Tombstones;
import org.cardnym.vault.refusal.ErrorCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The key of released names is replaced: each is sealed anew, and given to nobody. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(RotationProfile.class)
class TombstoneKeyTest {
  private static final KeyPurpose GRAVES = KeyPurpose.TOMBSTONE;
  private static final String BURIED =
      " from name_claim where tombstone is not null and index_value = ?1";

  @Inject Rotations rotations;
  @Inject KeyProofs proofs;
  @Inject Retirement retirement;
  @Inject TestWalk walk;
  @Inject Aliases aliases;
  @Inject Tombstones tombstones;
  @Inject EntityManager entities;
  @Inject Alarms alarms;
  @Inject Tables tables;

  private PreparedAlias name;
  private String index;
  private int old;

  @BeforeEach
  void begin() {
    walk.inOrder();
    walk.drive(GRAVES);
    UUID payer = UUID.randomUUID();
    name = AliasText.prepare("gone" + UUID.randomUUID().toString().substring(0, 8));
    QuarkusTransaction.requiringNew().run(() -> aliases.claim(payer, name));
    QuarkusTransaction.requiringNew().run(() -> aliases.release(payer, name));
    index = aliases.index(name).value();
    old = version();
  }

  @Test
  void aReleasedNameIsSealedAnewAndTheOldKeyEnds() {
    assertThat(buried()).isEqualTo(name.prepared());
    rotations.rotate(GRAVES, null, "test");
    assertThat(buried()).isEqualTo(name.prepared());

    assertThat(walk.drive(GRAVES).remaining()).isZero();

    assertThat(version()).isEqualTo(old + 1);
    proofs.verify(GRAVES, old, "test");
    refuses(ErrorCode.KEY_NOT_PROVEN, () -> end(Step.RETIRE));
    TestClock.ahead(Duration.ofMinutes(3));
    assertThat(proofs.verify(GRAVES, old, "test").proven()).isTrue();
    end(Step.RETIRE);
    end(Step.DESTROY);
    assertThat(buried()).isEqualTo(name.prepared());
    refuses(
        ErrorCode.ALIAS_TAKEN,
        () -> QuarkusTransaction.requiringNew().run(() -> aliases.claim(UUID.randomUUID(), name)));
  }

  @Test
  void aTombstoneThatIsAnothersStaysUnderTheOldKey() {
    String swap =
        "update name_claim set tombstone = set_byte(tombstone, 20, 255 - get_byte(tombstone, 20))";
    rotations.rotate(GRAVES, null, "test");
    tables.write(swap + " where index_value = ?1", index);

    assertThat(walk.drive(GRAVES).remaining()).isEqualTo(1);

    assertThat(version()).isEqualTo(old);
    alarms.await(
        (String)
            tables.read(
                "select kind || '/' || index_version || '/' || index_value" + BURIED, index));
    tables.write(swap + " where index_value = ?1", index);
    assertThat(walk.drive(GRAVES).remaining()).isZero();
    assertThat(buried()).isEqualTo(name.prepared());
  }

  private void end(Step step) {
    retirement.end(step, GRAVES, old, "test", "because");
  }

  private int version() {
    return ((Number) tables.read("select tombstone_version" + BURIED, index)).intValue();
  }

  private String buried() {
    return QuarkusTransaction.requiringNew()
        .call(() -> {
          NameClaimRow row =
              entities
                  .createQuery(
                      "select c from NameClaimRow c where c.kind = :kind and c.indexValue = :value",
                      NameClaimRow.class)
                  .setParameter("kind", ClaimKind.PREPARED)
                  .setParameter("value", index)
                  .getSingleResult();
          byte[] sealed = row.tombstone;
          return sealed == null
              ? ""
              : new String(tombstones.open(sealed, row.binding()), StandardCharsets.UTF_8);
        });
  }
}
