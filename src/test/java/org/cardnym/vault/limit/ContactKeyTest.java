package org.cardnym.vault.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.Refusals.refuses;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.biometric.Proof;
import org.cardnym.vault.biometric.ProviderLinks;
import org.cardnym.vault.keys.IndexKeys;
import org.cardnym.vault.keys.KeyProofs;
import org.cardnym.vault.keys.KeyPurpose;
import org.cardnym.vault.keys.Retirement;
import org.cardnym.vault.keys.Retirement.Step;
import org.cardnym.vault.keys.RotationProfile;
import org.cardnym.vault.keys.Rotations;
import org.cardnym.vault.keys.TestWalk;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.payer.TestPayers;
import org.cardnym.vault.refusal.ErrorCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The key of counters and of linked accounts is replaced, and gives nobody tries back. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(RotationProfile.class)
class ContactKeyTest {
  private static final KeyPurpose CONTACTS = KeyPurpose.CONTACT_INDEX;
  private static final Limit LOCKS = Limit.PASSWORD_STRANGERS;

  @Inject Rotations rotations;
  @Inject KeyProofs proofs;
  @Inject Retirement retirement;
  @Inject TestWalk walk;
  @Inject IndexKeys indexes;
  @Inject Limits limits;
  @Inject Subjects subjects;
  @Inject Payers payers;
  @Inject ProviderLinks links;
  @Inject Tables tables;

  private String name;
  private int old;

  @BeforeEach
  void begin() {
    walk.inOrder();
    walk.drive(CONTACTS);
    name = UUID.randomUUID().toString();
    old = indexes.version(CONTACTS);
  }

  @Test
  void whoIsLockedStaysLockedAndWhoHasFewTriesLeftHasNoMore() {
    for (int i = 0; i < 5; i++) {
      assertThat(attempt(name).mayBeJudged()).isTrue();
    }
    String other = UUID.randomUUID().toString();
    for (int i = 0; i < 3; i++) {
      assertThat(attempt(other)).isEqualTo(Attempt.ALLOWED);
    }

    rotations.rotate(CONTACTS, null, "test");

    assertThat(attempt(name)).isEqualTo(Attempt.REFUSED);
    assertThat(limits.refusedUntil(LOCKS, List.of(subjects.name(List.of(name))))).isPresent();
    assertThat(attempt(other)).isEqualTo(Attempt.ALLOWED);
    assertThat(attempt(other)).isEqualTo(Attempt.LAST);
    assertThat(attempt(other)).isEqualTo(Attempt.REFUSED);
  }

  @Test
  void aTryThatSucceedsForgetsTheOthersUnderBothKeys() {
    for (int i = 0; i < 4; i++) {
      attempt(name);
    }
    rotations.rotate(CONTACTS, null, "test");
    attempt(name);

    limits.reset(LOCKS, subjects.name(List.of(name)));

    for (int i = 0; i < 4; i++) {
      assertThat(attempt(name)).isEqualTo(Attempt.ALLOWED);
    }
    limits.giveBack(List.of(new Counter(LOCKS, subjects.name(List.of(name)))));
    assertThat(attempt(name)).isEqualTo(Attempt.ALLOWED);
  }

  @Test
  void aLinkedAccountIsKnownThroughoutAndTheOldKeyEnds() {
    UUID payer = TestPayers.begun(payers);
    var proof = new Proof("bank-id", "https://id.example", name, List.of("face", "hwk"));
    assertThat(linked(payer, proof)).isTrue();
    rotations.rotate(CONTACTS, null, "test");
    assertThat(linked(payer, proof)).as("known by the old key").isFalse();
    assertThat(proofs.verify(CONTACTS, old, "test").versions().getFirst().missing())
        .containsExactlyInAnyOrder("rows_left", "not_expired");

    assertThat(walk.drive(CONTACTS).remaining()).isZero();

    int counted = subjects.name(List.of(name)).hashes().size();
    proofs.verify(CONTACTS, old, "test");
    refuses(ErrorCode.KEY_NOT_PROVEN, () -> end(Step.RETIRE));
    TestClock.ahead(Duration.ofDays(3));
    assertThat(proofs.verify(CONTACTS, old, "test").proven()).isTrue();
    end(Step.RETIRE);
    end(Step.DESTROY);
    assertThat(linked(payer, proof)).as("known by the new key").isFalse();
    assertThat(linked(payer, new Proof("bank-id", "https://id.example", "x" + name, List.of())))
        .as("another account")
        .isTrue();
    assertThat(subjects.name(List.of(name)).hashes()).hasSize(counted - 1);
  }

  @Test
  void aLinkThatDoesNotCheckIsLeft() {
    UUID payer = TestPayers.begun(payers);
    linked(payer, new Proof("bank-id", "https://id.example", name, List.of()));
    rotations.rotate(CONTACTS, null, "test");
    String forge = "update provider_link set provider = ?1 where payer_id = ?2";
    tables.write(forge, "other", payer);

    assertThat(walk.drive(CONTACTS).remaining()).isEqualTo(1);

    tables.write(forge, "bank-id", payer);
    assertThat(walk.drive(CONTACTS).remaining()).isZero();
  }

  private Attempt attempt(String of) {
    return limits.attempt(LOCKS, subjects.name(List.of(of)));
  }

  private boolean linked(UUID payer, Proof proof) {
    return QuarkusTransaction.requiringNew().call(() -> links.add(payer, proof));
  }

  private void end(Step step) {
    retirement.end(step, CONTACTS, old, "test", "because");
  }
}
