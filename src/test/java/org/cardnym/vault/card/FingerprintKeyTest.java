package org.cardnym.vault.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.Refusals.refuses;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.KeyProofs;
import org.cardnym.vault.keys.KeyPurpose;
import org.cardnym.vault.keys.Retirement;
import org.cardnym.vault.keys.Retirement.Step;
import org.cardnym.vault.keys.RewrapView;
import org.cardnym.vault.keys.RotationProfile;
import org.cardnym.vault.keys.Rotations;
import org.cardnym.vault.keys.TestWalk;
import org.cardnym.vault.limit.Limit;
import org.cardnym.vault.limit.Limits;
import org.cardnym.vault.limit.Subjects;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.payer.TestPayers;
import org.cardnym.vault.refusal.ErrorCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The key of the fingerprints is replaced; cards are opened for it inside this room. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(RotationProfile.class)
class FingerprintKeyTest {
  private static final KeyPurpose PANS = KeyPurpose.PAN_INDEX;
  private static final UUID BANK = UUID.randomUUID();
  private static final byte[] SEALED = {7};

  @Inject Rotations rotations;
  @Inject KeyProofs proofs;
  @Inject Retirement retirement;
  @Inject TestWalk walk;
  @Inject Payers payers;
  @Inject Cards cards;
  @Inject TestCards test;
  @Inject Fingerprints fingerprints;
  @Inject Limits limits;
  @Inject Subjects subjects;
  @Inject Alarms alarms;
  @Inject Tables tables;

  private UUID payer;
  private UUID card;
  private int old;

  @BeforeEach
  void begin() {
    walk.inOrder();
    walk.drive(PANS);
    payer = TestPayers.begun(payers);
    card = test.verified(payer, BANK, TestCards.VISA, true);
    old = fingerprints.version();
  }

  @Test
  void everyFingerprintIsMadeAnewAndTheTrailCountsTheCards() {
    Object before = fingerprint();
    rotations.rotate(PANS, null, "test");
    assertThat(proofs.verify(PANS, old, "test").versions().getFirst().missing())
        .containsExactlyInAnyOrder("rows_left", "not_expired");

    RewrapView view = walk.drive(PANS);

    assertThat(view.remaining()).isZero();
    assertThat(view.done()).isPositive();
    try (EnteredCard same = test.enter(TestCards.VISA, "123")) {
      assertThat(fingerprint()).isEqualTo(same.fingerprint()).isNotEqualTo(before);
    }
    assertThat(cards.lend(payer, card, BANK, (plain, access) -> SEALED.clone())).isEqualTo(SEALED);
    assertThat(
            tables.read(
                "select sum(cast(cast(facts as json) ->> 'cards' as bigint)) from audit_entry where"
                    + " action = 'CARDS_REINDEXED' and cast(facts as json) ->> 'version' = ?1",
                Integer.toString(fingerprints.version())))
        .hasToString(Long.toString(view.done()));
  }

  @Test
  void theOldKeyEndsOnceNoTryIsCountedUnderIt() {
    rotations.rotate(PANS, null, "test");
    walk.drive(PANS);
    int live = counted();
    proofs.verify(PANS, old, "test");
    refuses(ErrorCode.KEY_NOT_PROVEN, () -> end(Step.RETIRE));

    TestClock.ahead(Duration.ofDays(3));
    assertThat(proofs.verify(PANS, old, "test").proven()).isTrue();
    end(Step.RETIRE);
    end(Step.DESTROY);

    assertThat(counted()).isEqualTo(live - 1);
  }

  @Test
  void aChangeOfTheKeyGivesNobodyTriesBack() {
    try (EnteredCard entered = test.enter(TestCards.AMEX, "123")) {
      while (limits.tryNow(
          Limit.CARD_TRIES_PER_FINGERPRINT, subjects.card(entered.fingerprint()))) {
        // Until they are used up.
      }
    }
    rotations.rotate(PANS, null, "test");

    try (EnteredCard entered = test.enter(TestCards.AMEX, "123")) {
      assertThat(entered.countedFingerprints())
          .anyMatch(each -> !limits.tryNow(Limit.CARD_TRIES_PER_FINGERPRINT, subjects.card(each)));
    }
  }

  @Test
  void aCardThatDoesNotCheckIsNotOpenedAndIsCountedAsLeft() {
    String forge = "update card set entered_at = entered_at + %s where card_id = ?1";
    rotations.rotate(PANS, null, "test");
    tables.write(forge.formatted("interval '1 second'"), card);

    RewrapView view = walk.drive(PANS);

    assertThat(view.remaining()).isEqualTo(1);
    assertThat(version()).isEqualTo(old);
    alarms.await(TypeId.of(IdKind.CARD, card));
    tables.write(forge.formatted("interval '-1 second'"), card);
    assertThat(walk.drive(PANS).remaining()).isZero();
    assertThat(version()).isEqualTo(fingerprints.version());
  }

  /** Under how many versions a try is counted. */
  private int counted() {
    try (EnteredCard entered = test.enter(TestCards.VISA, "123")) {
      return entered.countedFingerprints().size();
    }
  }

  private void end(Step step) {
    retirement.end(step, PANS, old, "test", "because");
  }

  private Object fingerprint() {
    return tables.read("select fingerprint from card where card_id = ?1", card);
  }

  private int version() {
    return ((Number) tables.read("select fingerprint_version from card where card_id = ?1", card))
        .intValue();
  }
}
