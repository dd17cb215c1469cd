package org.cardnym.vault.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.Refusals.refuses;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.audit.AuditTrail;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.FakeBank.Message;
import org.cardnym.vault.issuer.TestBanks.Party;
import org.cardnym.vault.keys.KeyProofs;
import org.cardnym.vault.keys.KeyPurpose;
import org.cardnym.vault.keys.Retirement;
import org.cardnym.vault.keys.Retirement.Step;
import org.cardnym.vault.keys.Rotations;
import org.cardnym.vault.keys.Signatures;
import org.cardnym.vault.refusal.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Keys and certificates of both sides change in the order of docs/operations.md ("Changing keys and
 * certificates"): a payment after each step is approved, and so is one that was begun before. What
 * was taken back is refused.
 */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(QuickBanks.class)
class RolloverTest {
  private static final TestAuthority OLD = TestBanks.AUTHORITY;
  private static final TestAuthority NEW = new TestAuthority("Next CA");

  @Inject TestBanks parties;
  @Inject Exchanges exchanges;
  @Inject Ledger ledger;
  @Inject Sweeper sweeper;
  @Inject Banks banks;
  @Inject BankKeys keys;
  @Inject LinkCertificates link;
  @Inject Signatures signatures;
  @Inject Rotations rotations;
  @Inject KeyProofs proofs;
  @Inject Retirement retirement;
  @Inject AuditTrail trail;
  @Inject Heard heard;
  @Inject Tables tables;

  @AfterEach
  void asOtherTestsWantIt() {
    link.certify("test", OLD.client(link.request()));
  }

  @Test
  void theKeyThatMessagesAreSealedForChanges() {
    try (Party party = parties.open()) {
      FakeBank bank = party.bank();
      ECKey fresh = FakeBank.ecKey();
      assertThat(paid(party)).isEqualTo(bank.enc.getKeyID());

      bank.openers.add(fresh);
      assertThat(paid(party)).isEqualTo(bank.enc.getKeyID());
      pin(party, BankKey.Use.ENC, fresh);
      assertThat(paid(party)).isEqualTo(fresh.getKeyID());
      keys.retire("test", party.bankId(), bank.enc.getKeyID());
      assertThat(paid(party)).isEqualTo(fresh.getKeyID());
      bank.openers.remove(bank.enc);
      assertThat(paid(party)).isEqualTo(fresh.getKeyID());
    }
  }

  @Test
  void aMessageSealedForTheOldKeyIsRepeatedUnderTheNewOne() {
    try (Party party = parties.open()) {
      FakeBank bank = party.bank();
      ECKey fresh = FakeBank.ecKey();
      bank.script.add(message -> {
        bank.openers.add(fresh);
        pin(party, BankKey.Use.ENC, fresh);
        keys.retire("test", party.bankId(), bank.enc.getKeyID());
        bank.openers.remove(bank.enc);
        return null;
      });

      ExchangeRow.Key key = send(party);

      assertThat(heard.of(key.messageId())).containsExactly(Outcome.APPROVED);
      assertThat(bank.messages).extracting(Message::id).hasSize(2).containsOnly(name(key));
      assertThat(bank.messages)
          .extracting(message -> message.outer().get("kid"))
          .containsExactly(bank.enc.getKeyID(), fresh.getKeyID());
    }
  }

  @Test
  void aRetiredKeyIsNeverSealedForAgainAndNeverPinnedAgain() {
    try (Party party = parties.open()) {
      FakeBank bank = party.bank();
      keys.retire("test", party.bankId(), bank.enc.getKeyID());

      ExchangeRow.Key key = send(party);

      assertThat(heard.of(key.messageId())).containsExactly(Outcome.NOT_SENT);
      assertThat(bank.messages).isEmpty();
      refuses(ErrorCode.EXISTS, () -> pin(party, BankKey.Use.ENC, bank.enc));
    }
  }

  @Test
  void aKeyThatTheBankDropsTooEarlyCostsPaymentsUntilTheVaultHasTheNewOne() {
    try (Party party = parties.open()) {
      FakeBank bank = party.bank();
      ECKey fresh = FakeBank.ecKey();
      bank.openers.set(0, fresh);

      ExchangeRow.Key key = send(party);

      assertThat(heard.of(key.messageId())).containsExactly(Outcome.REVERSING);
      pin(party, BankKey.Use.ENC, fresh);
      heard.await(key.messageId(), Outcome.REVERSED);
      assertThat(paid(party)).isEqualTo(fresh.getKeyID());
    }
  }

  @Test
  void theKeyThatAnswersAreSignedWithChanges() {
    try (Party party = parties.open()) {
      FakeBank bank = party.bank();
      ECKey old = bank.sig;
      ECKey fresh = FakeBank.ecKey();
      paid(party);

      pin(party, BankKey.Use.SIG, fresh);
      paid(party);
      bank.sig = fresh;
      paid(party);
      keys.retire("test", party.bankId(), old.getKeyID());
      paid(party);

      bank.sig = old;
      ExchangeRow.Key key = send(party);
      assertThat(heard.of(key.messageId()))
          .as("signed by a retired key")
          .containsExactly(Outcome.REVERSING);
      bank.sig = fresh;
      heard.await(key.messageId(), Outcome.REVERSED);
    }
  }

  /** As docs/operations.md has it under "A bank's key leaked". */
  @Test
  void aBankWhoseKeyLeakedSellsNothingUntilItHasAnother() {
    try (Party party = parties.open()) {
      FakeBank bank = party.bank();
      ECKey leaked = bank.sig;
      ECKey fresh = FakeBank.ecKey();
      paid(party);

      banks.suspend("test", party.bankId(), "leaked");
      refuses(ErrorCode.UNAVAILABLE, () -> parties.authorization(party));
      pin(party, BankKey.Use.SIG, fresh);
      keys.retire("test", party.bankId(), leaked.getKeyID());
      refuses(ErrorCode.UNAVAILABLE, () -> parties.authorization(party));
      bank.sig = fresh;
      banks.resume("test", party.bankId(), "new key");
      paid(party);

      bank.sig = leaked;
      ExchangeRow.Key key = send(party);
      assertThat(heard.of(key.messageId())).containsExactly(Outcome.REVERSING);
      bank.sig = fresh;
      heard.await(key.messageId(), Outcome.REVERSED);
    }
  }

  /** The bank has decided; nobody has heard it. */
  @Test
  void aDecisionIsHeardThoughTheKeyThatFirstSignedItIsRetired() {
    try (Party party = parties.open()) {
      FakeBank bank = party.bank();
      ECKey old = bank.sig;
      ECKey fresh = FakeBank.ecKey();
      bank.script.add(message -> {
        var signedByTheOld = bank.answers().approved(message);
        pin(party, BankKey.Use.SIG, fresh);
        bank.sig = fresh;
        keys.retire("test", party.bankId(), old.getKeyID());
        return signedByTheOld;
      });

      ExchangeRow.Key key = send(party);

      assertThat(heard.of(key.messageId())).containsExactly(Outcome.APPROVED);
      assertThat(bank.messages).extracting(Message::id).hasSize(2).containsOnly(name(key));
    }
  }

  @Test
  void theBanksServerCertificateAndWhoVouchesForItChange() {
    try (Party party = parties.open()) {
      FakeBank bank = party.bank();
      paid(party);

      banks.trust("test", party.bankId(), OLD.pem() + NEW.pem());
      paid(party);
      ExchangeRow.Key before = begun(party);
      bank.restart(NEW.server("localhost", false, OLD));
      banks.trust("test", party.bankId(), NEW.pem());
      sweeper.sweep().join();
      assertThat(heard.of(before.messageId())).containsExactly(Outcome.APPROVED);
      paid(party);

      bank.restart(OLD.server("localhost", false, OLD));
      ExchangeRow.Key key = send(party);
      assertThat(heard.of(key.messageId()))
          .as("vouched for by the old")
          .containsExactly(Outcome.NOT_SENT);
      assertThat(trail.page(null, TypeId.of(IdKind.BANK, party.bankId()), 10))
          .filteredOn(entry -> "BANK_TRUST_CHANGED".equals(entry.action()))
          .hasSize(2);
    }
  }

  @Test
  void theVaultsOwnCertificateAndWhoSignsItChange() {
    try (Party party = parties.open()) {
      FakeBank bank = party.bank();
      paid(party);

      bank.restart(OLD.server("localhost", false, OLD, NEW));
      paid(party);
      ExchangeRow.Key before = begun(party);
      link.certify("test", NEW.client(link.request()));
      bank.restart(OLD.server("localhost", false, NEW));
      sweeper.sweep().join();
      assertThat(heard.of(before.messageId())).containsExactly(Outcome.APPROVED);
      paid(party);

      link.certify("test", OLD.client(link.request()));
      int received = bank.messages.size();
      ExchangeRow.Key key = send(party);
      assertThat(heard.of(key.messageId()))
          .as("signed by the old")
          .doesNotContain(Outcome.APPROVED);
      assertThat(bank.messages).hasSize(received);
    }
  }

  @Test
  void theKeyThatTheVaultSignsMessagesWithChangesWhenTheBanksKnowIt() {
    try (Party party = parties.open()) {
      FakeBank bank = party.bank();
      paid(party);
      onlyThisReplica();
      Object old = signedBy(bank);
      int closing = signatures.message().version();
      refuses(ErrorCode.CONFLICT, () -> rotations.rotate(KeyPurpose.MESSAGE, null, true, "test"));

      Rotations.Rotated added = rotations.rotate(KeyPurpose.MESSAGE, null, false, "test");
      assertThat(added.state()).isEqualTo("added");
      assertThat(added.waitsFor()).isEqualTo("banks");
      assertThat(link.signingKeys()).extracting(jwk -> jwk.get("kid")).contains(old).hasSize(2);
      paid(party);
      assertThat(signedBy(bank)).as("nobody has said that the banks know").isEqualTo(old);
      ExchangeRow.Key before = begun(party);
      rotations.rotate(KeyPurpose.MESSAGE, closing, true, "test");
      sweeper.sweep().join();

      assertThat(heard.of(before.messageId())).containsExactly(Outcome.APPROVED);
      Object next = signedBy(bank);
      assertThat(next).isNotEqualTo(old);
      paid(party);
      assertThat(signedBy(bank)).isEqualTo(next);
      endsOnlyLater(KeyPurpose.MESSAGE, closing);
      assertThat(link.signingKeys()).extracting(jwk -> jwk.get("kid")).containsExactly(next);
      TestClock.ahead(Duration.ZERO);
      paid(party);
      assertThat(signedBy(bank)).isEqualTo(next);
    }
  }

  @Test
  void theKeyOfTheVaultsCertificateChangesOnceItHasOne() {
    try (Party party = parties.open()) {
      paid(party);
      onlyThisReplica();
      int closing = signatures.link().version();
      assertThat(link.nextRequest()).isEmpty();
      rotations.rotate(KeyPurpose.LINK, null, false, "test");
      refuses(ErrorCode.CONFLICT, () -> rotations.rotate(KeyPurpose.LINK, closing, true, "test"));
      paid(party);

      link.certify("test", OLD.client(link.nextRequest().orElseThrow()));
      assertThat(link.nextCertificate()).isPresent();
      assertThat(link.certificate()).isNotEqualTo(link.nextCertificate());
      paid(party);
      String next = link.nextCertificate().orElseThrow();
      rotations.rotate(KeyPurpose.LINK, closing, true, "test");

      assertThat(link.certificate()).contains(next);
      assertThat(link.nextRequest()).isEmpty();
      paid(party);
      endsOnlyLater(KeyPurpose.LINK, closing);
      TestClock.ahead(Duration.ZERO);
      paid(party);
    }
  }

  @Test
  void anchorsThatDoNotFitAreRefusedAndTheOldOnesStay() {
    try (Party party = parties.open()) {
      for (String pem :
          List.of(
              "", "nonsense", Pem.of(List.of(OLD.server(TestAuthority.keyPair().getPublic()))))) {
        refuses(ErrorCode.CERTIFICATE_UNFIT, () -> banks.trust("test", party.bankId(), pem));
      }
      refuses(ErrorCode.NOT_FOUND, () -> banks.trust("test", party.payerId(), OLD.pem()));
      banks.trust("test", party.bankId(), OLD.pem());

      paid(party);
      assertThat(trail.page(null, TypeId.of(IdKind.BANK, party.bankId()), 10))
          .as("nothing was changed")
          .noneMatch(entry -> "BANK_TRUST_CHANGED".equals(entry.action()));
    }
  }

  /** A payment that is approved; the name of the key that its last transmission was sealed for. */
  private @Nullable Object paid(Party party) {
    ExchangeRow.Key key = send(party);
    assertThat(heard.of(key.messageId())).containsExactly(Outcome.APPROVED);
    return party.bank().messages.getLast().outer().get("kid");
  }

  /** Those of other tests have ended, and would be waited for. */
  private void onlyThisReplica() {
    tables.write("delete from replica");
  }

  /** The name of the key that signed the message which the bank took last. */
  private static Object signedBy(FakeBank bank) {
    return Objects.requireNonNull(bank.messages.getLast().inner().get("kid"));
  }

  /** Retired and destroyed, though not in the same minute as it was closed. */
  private void endsOnlyLater(KeyPurpose purpose, int version) {
    assertThat(proofs.verify(purpose, version, "test").versions().getFirst().missing())
        .containsExactly("not_expired");
    refuses(
        ErrorCode.KEY_NOT_PROVEN,
        () -> retirement.end(Step.RETIRE, purpose, version, "test", "because"));
    TestClock.ahead(Duration.ofMinutes(3));
    assertThat(proofs.verify(purpose, version, "test").proven()).isTrue();
    retirement.end(Step.RETIRE, purpose, version, "test", "because");
    retirement.end(Step.DESTROY, purpose, version, "test", "because");
  }

  private ExchangeRow.Key send(Party party) {
    ExchangeRow.Key key = parties.authorization(party);
    exchanges.send(key.familyId(), key.messageId()).toCompletableFuture().join();
    return key;
  }

  /** A payment whose first transmission was lost with its replica; the sweeper repeats it. */
  private ExchangeRow.Key begun(Party party) {
    ExchangeRow.Key key = parties.authorization(party);
    ledger.begin(key, Event.TRY);
    parties.lost(key);
    return key;
  }

  private void pin(Party party, BankKey.Use use, JWK key) {
    keys.add("test", party.bankId(), use, key.toPublicJWK().toJSONObject());
  }

  private static String name(ExchangeRow.Key key) {
    return TypeId.of(IdKind.MESSAGE, key.messageId());
  }
}
