package org.cardnym.vault.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.Refusals.refuses;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.audit.AuditRecords;
import org.cardnym.vault.audit.AuditSigner;
import org.cardnym.vault.audit.TrailHead;
import org.cardnym.vault.keys.Retirement.Step;
import org.cardnym.vault.refusal.ErrorCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The key that signs the trail is replaced; what the old one signed is checked for ever. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(RotationProfile.class)
class TrailKeyTest {
  private static final KeyPurpose TRAIL = KeyPurpose.AUDIT;

  /** A batch as it was signed. */
  private static final class Signed {
    final long number;
    final byte[] hash;
    final byte[] signature;
    final int version;

    Signed(Object[] row) {
      number = ((Number) row[0]).longValue();
      hash = (byte[]) row[1];
      signature = (byte[]) row[2];
      version = (Integer) row[3];
    }
  }

  @Inject Rotations rotations;
  @Inject Rewraps rewraps;
  @Inject KeyProofs proofs;
  @Inject Retirement retirement;
  @Inject Custody custody;
  @Inject AuditSigner signer;
  @Inject AuditRecords records;
  @Inject Audit audit;
  @Inject EntityManager entities;
  @Inject Tables tables;
  @Inject Rotating rotating;

  private int old;

  @BeforeEach
  void begin() {
    rotating.begin();
    old = signer.version();
    batch();
  }

  @Test
  void newBatchesAreSignedByTheNewKeyAndOldOnesAreCheckedWithTheOld() {
    Signed before = last();
    int version = rotations.rotate(TRAIL, null, "test").version();

    Signed after = batchBy(version);

    assertThat(verifies(before)).isTrue();
    assertThat(verifies(after)).isTrue();
    assertThat(head().fault()).isNull();
    assertThat(head().keys()).extracting(TrailHead.Key::version).contains(old, version);
    refuses(ErrorCode.KEY_FIXED, () -> rewraps.begin(TRAIL, "test", null));
  }

  @Test
  void thePrivateHalfEndsAndThePublicHalfStays() {
    Signed before = last();
    int version = rotations.rotate(TRAIL, null, "test").version();
    batchBy(version);
    assertThat(proofs.verify(TRAIL, old, "test").versions().getFirst().missing())
        .containsExactly("not_expired");
    refuses(ErrorCode.KEY_NOT_PROVEN, () -> end(Step.RETIRE));
    long lastOfOld =
        ((Number) tables.read("select max(number) from audit_batch where key_version = ?1", old))
            .longValue();

    afterwards();
    assertThat(proofs.verify(TRAIL, old, "test").proven()).isTrue();
    end(Step.RETIRE);
    end(Step.DESTROY);

    refuses(ErrorCode.ROW_REFUSED, () -> signer.sign(old, new byte[32]));
    assertThat(verifies(before)).isTrue();
    assertThat(head().fault()).isNull();
    assertThat(head().keys())
        .filteredOn(key -> key.version() == old)
        .singleElement()
        .satisfies(key -> assertThat(key.lastBatch()).isEqualTo(lastOfOld));
    assertThat(head().keys())
        .filteredOn(key -> key.version() == version)
        .singleElement()
        .satisfies(key -> assertThat(key.lastBatch()).isNull());
    // Whoever has stolen it signs no batch of later.
    assertThat(signer.verify(old, lastOfOld + 1, before.hash, before.signature)).isFalse();
  }

  @Test
  void aPublicHalfThatWasWrittenPastTheVaultChecksNothing() {
    Signed before = last();
    batchBy(rotations.rotate(TRAIL, null, "test").version());
    afterwards();
    proofs.verify(TRAIL, old, "test");
    end(Step.RETIRE);
    tables.write("update ended_key set last_batch = last_batch + 1000 where version = ?1", old);

    assertThat(verifies(before)).isFalse();
    assertThat(head().keys()).extracting(TrailHead.Key::version).doesNotContain(old);

    tables.write("update ended_key set last_batch = last_batch - 1000 where version = ?1", old);
    assertThat(verifies(before)).isTrue();
  }

  /** Whoever checks it with a fingerprint of their own would find a key that they don't know. */
  @Test
  void itIsNotReplacedByItself() {
    assertThat(TRAIL.rotatesByItself()).isFalse();
  }

  private void end(Step step) {
    retirement.end(step, TRAIL, old, "test", "because");
  }

  private void afterwards() {
    TestClock.ahead(Duration.ofMinutes(3));
    custody.reread();
  }

  private boolean verifies(Signed batch) {
    return signer.verify(batch.version, batch.number, batch.hash, batch.signature);
  }

  private TrailHead head() {
    return QuarkusTransaction.requiringNew().call(records::head);
  }

  /** Waits until what was recorded last is signed, by this version. */
  private Signed batchBy(int version) {
    batch();
    assertThat(last().version).isEqualTo(version);
    return last();
  }

  private void batch() {
    audit.recordApart(AuditEvent.done("test", AuditAction.SIGNED_IN, null));
    tables.await(0L, "select count(*) from audit_entry where batch is null and not refused");
  }

  private Signed last() {
    Object[] row =
        QuarkusTransaction.requiringNew()
            .call(() ->
                (Object[])
                    entities
                        .createNativeQuery(
                            "select number, hash, signature, key_version from audit_batch order by"
                                + " number desc limit 1",
                            Object[].class)
                        .getSingleResult());
    return new Signed(row);
  }
}
