package org.cardnym.vault.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cardnym.vault.Refusals.refuses;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.UUID;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.keys.IndexKeys;
import org.cardnym.vault.keys.KeyProofs;
import org.cardnym.vault.keys.KeyPurpose;
import org.cardnym.vault.keys.LateReplica;
import org.cardnym.vault.keys.Retirement;
import org.cardnym.vault.keys.Retirement.Step;
import org.cardnym.vault.keys.Rewraps;
import org.cardnym.vault.refusal.ErrorCode;
import org.junit.jupiter.api.Test;

/** The key of idempotency keys is replaced: one key makes one payment, whoever takes it. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(QuickPayments.class)
class RequestKeyTest {
  private static final KeyPurpose REQUESTS = KeyPurpose.REQUEST_DIGEST;
  private static final String FORM = "test/1";
  private static final byte[] REQUEST = {1};

  @Inject Idempotency idempotency;
  @Inject IndexKeys indexes;
  @Inject LateReplica late;
  @Inject KeyProofs proofs;
  @Inject Retirement retirement;
  @Inject Rewraps rewraps;
  @Inject EntityManager entities;
  @Inject Tables tables;

  private final UUID merchant = UUID.randomUUID();
  private final IdempotencyKey key = IdempotencyKey.parse(UUID.randomUUID().toString());

  @Test
  void twinsMeetWhicheverVersionTheirReplicasWorkWith() {
    var other = new Idempotency(entities, late.whileRotating(REQUESTS));
    IdempotencyKey another = IdempotencyKey.parse(UUID.randomUUID().toString());

    take(other, key);
    take(idempotency, another);

    assertThatThrownBy(() -> take(idempotency, key)).matches(Idempotency::taken);
    assertThatThrownBy(() -> take(other, another)).matches(Idempotency::taken);
    assertThat(known(idempotency, key, REQUEST)).isTrue();
    assertThat(known(other, another, REQUEST)).isTrue();
  }

  @Test
  void whatAKeyMadeBeforeIsFoundAndAnotherRequestIsRefused() {
    take(idempotency, key);
    int old = indexes.version(REQUESTS);
    late.whileRotating(REQUESTS);

    assertThat(indexes.version(REQUESTS)).isGreaterThan(old);
    assertThat(known(idempotency, key, REQUEST)).isTrue();
    refuses(ErrorCode.IDEMPOTENCY_KEY_REUSED, () -> known(idempotency, key, new byte[] {2}));
  }

  @Test
  void anOldVersionIsNeededForAsLongAsKeysStandUnderIt() {
    take(idempotency, key);
    int old = indexes.version(REQUESTS);
    late.whileRotating(REQUESTS);

    assertThat(proofs.verify(REQUESTS, old, "test").versions().getFirst().missing())
        .contains("rows_left");
    refuses(
        ErrorCode.KEY_NOT_PROVEN,
        () -> retirement.end(Step.RETIRE, REQUESTS, old, "test", "because"));
    refuses(ErrorCode.KEY_FIXED, () -> rewraps.begin(REQUESTS, "test", null));
  }

  private void take(Idempotency by, IdempotencyKey taken) {
    QuarkusTransaction.requiringNew()
        .run(() -> by.take(merchant, taken, FORM, REQUEST, UUID.randomUUID(), null));
  }

  private boolean known(Idempotency by, IdempotencyKey asked, byte[] request) {
    return QuarkusTransaction.requiringNew()
        .call(() -> by.known(merchant, asked, FORM, request) != null);
  }
}
