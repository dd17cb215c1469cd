package org.cardnym.vault.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.issuer.TestBanks.Party;
import org.cardnym.vault.issuer.TrialFinding.State;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The way to a bank is walked, and said of each step whether it holds. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(QuickBanks.class)
class TrialsTest {
  @Inject TestBanks parties;
  @Inject Trials trials;
  @Inject TrialTurns turns;
  @Inject Banks banks;
  @Inject BankKeys keys;

  @Test
  void aBankThatKeepsToTheProtocolHoldsEveryCheck() {
    try (Party party = strict()) {
      Trial trial = trials.of("test", party.bankId(), true);

      assertThat(trial.findings())
          .extracting(TrialFinding::check)
          .containsExactly(TrialCheck.values());
      assertThat(trial.findings()).allMatch(found -> found.state() == State.HELD);
      assertThat(trial.held()).isTrue();
    }
  }

  @Test
  void whatIsKnownOfTheWayIsToldWithIt() {
    try (Party party = strict()) {
      Trial trial = trials.of("test", party.bankId(), false);

      assertThat(found(trial, TrialCheck.RECORDS).facts())
          .containsEntry("encryptionKey", party.bank().enc.getKeyID())
          .containsEntry("signatureKeys", "1");
      assertThat(found(trial, TrialCheck.TLS).facts()).containsEntry("protocol", "TLSv1.3");
      assertThat(found(trial, TrialCheck.ECHO).facts())
          .containsEntry("signedBy", party.bank().sig.getKeyID())
          .containsEntry("sealedTo", party.bank().enc.getKeyID());
    }
  }

  @Test
  void aTestCardIsCheckedWhereThatIsAskedFor() {
    try (Party party = strict()) {
      Trial trial = trials.of("test", party.bankId(), true);

      assertThat(found(trial, TrialCheck.CARD).facts()).containsKey("decision");
      assertThat(party.bank().messages)
          .filteredOn(message -> message.payload().containsKey("card"))
          .singleElement()
          .satisfies(
              message -> assertThat(message.payload()).containsEntry("kind", "verification"));
      assertThat(party.bank().messages.toString()).doesNotContain("4111111111111111");
    }
  }

  @Test
  void aBankThatCanNotReadACardFailsInThatAlone() {
    try (Party party = strict()) {
      Objects.requireNonNull(party.bank().scruples).refuses(Kind.VERIFICATION);

      assertThat(failures(trials.of("test", party.bankId(), true)))
          .isEqualTo(Map.of(TrialCheck.CARD, "status_400"));
    }
  }

  @Test
  void nothingButEchoesIsSentAndNoCardInThem() {
    try (Party party = strict()) {
      trials.of("test", party.bankId(), false);

      assertThat(party.bank().messages)
          .hasSizeGreaterThan(4)
          .allSatisfy(message -> {
            assertThat(message.payload()).containsEntry("kind", "echo");
            assertThat(message.inner()).containsEntry("typ", "cardnym-echo+jwt");
            assertThat(message.payload().keySet())
                .containsExactlyInAnyOrder(
                    "iss", "aud", "iat", "exp", "jti", "kind", "messageId", "repeat", "text");
          });
    }
  }

  static Stream<Arguments> laxities() {
    return Stream.of(
        Arguments.of(Scruples.Check.AUDIENCE, TrialCheck.AUDIENCE, "accepted"),
        Arguments.of(Scruples.Check.TIME, TrialCheck.EXPIRED, "accepted"),
        Arguments.of(Scruples.Check.JTI, TrialCheck.REPLAY, "accepted"),
        Arguments.of(Scruples.Check.CONTENT, TrialCheck.OTHER_CONTENT, "accepted"),
        Arguments.of(Scruples.Check.SIGNATURE, TrialCheck.FORGED, "accepted"),
        Arguments.of(Scruples.Check.CLIENT, TrialCheck.STRANGER, "let_in"));
  }

  @ParameterizedTest
  @MethodSource("laxities")
  void aBankThatIsLaxInOneThingFailsInThatAlone(
      Scruples.Check lax, TrialCheck check, String reason) {
    try (Party party = strict(lax)) {
      Trial trial = trials.of("test", party.bankId(), false);

      assertThat(failures(trial)).isEqualTo(Map.of(check, reason));
      assertThat(trial.held()).isFalse();
    }
  }

  @Test
  void whereNothingListensTheRestIsNotLookedAt() {
    try (Party party = strict()) {
      party.bank().stop();

      Trial trial = trials.of("test", party.bankId(), false);

      assertThat(failures(trial)).isEqualTo(Map.of(TrialCheck.CONNECTION, "refused"));
      assertThat(trial.findings())
          .filteredOn(found -> found.check().compareTo(TrialCheck.CONNECTION) > 0)
          .allMatch(found -> found.state() == State.SKIPPED && found.reason().equals("earlier"));
    }
  }

  /** The first two connections are those that look at the socket and at TLS. */
  @Test
  void oneConnectionThatEndsAsItBeginsSaysNothingOfTheBank() throws IOException {
    try (Party party = strict();
        Relay relay = Relay.before(party.bank(), connection -> connection == 3)) {
      assertThat(trials.of("test", party.bankId(), false).held()).isTrue();
      assertThat(relay.connections()).isGreaterThan(3);
    }
  }

  @Test
  void connectionsThatAlwaysEndAsTheyBeginAreToldAsThat() throws IOException {
    try (Party party = strict();
        Relay relay = Relay.before(party.bank(), connection -> connection >= 3)) {
      Trial trial = trials.of("test", party.bankId(), false);

      assertThat(failures(trial)).isEqualTo(Map.of(TrialCheck.ECHO, "not_sent"));
      assertThat(found(trial, TrialCheck.ECHO).facts()).containsKey("cause");
      assertThat(relay.connections()).isEqualTo(4);
      assertThat(party.bank().messages).isEmpty();
    }
  }

  @Test
  void aNameThatNobodyKnowsIsToldAsThat() {
    try (Party party = strict()) {
      UUID lost =
          banks
              .add("test", "nameless-bank", "A bank", "https://bank.invalid/cardnym", authority())
              .id();
      pin(lost, party.bank());

      assertThat(failures(trials.of("test", lost, false)))
          .isEqualTo(Map.of(TrialCheck.NAME, "name_unknown"));
    }
  }

  @Test
  void aServerThatIsNotTheOneIsNotSpokenTo() {
    var stranger = new TestAuthority("Some other CA");
    var ours = TestBanks.AUTHORITY;
    assertTls(stranger.server("localhost", false, ours), "certificate_untrusted");
    assertTls(ours.server("other.example", false, ours), "certificate_of_another_name");
    assertTls(ours.server("localhost", true, ours), "certificate_over");
  }

  @Test
  void aBankThatRefusesTheVaultsCertificateIsToldAsThat() {
    var clients = new TestAuthority("Clients of another vault");
    assertTls(
        TestBanks.AUTHORITY.server("localhost", false, clients), "client_certificate_refused");
  }

  @Test
  void withoutKeysNothingIsTried() {
    try (Party party = strict()) {
      UUID bare =
          banks.add("test", "keyless-bank", "A bank", party.bank().endpoint(), authority()).id();
      assertThat(failures(trials.of("test", bare, false)))
          .isEqualTo(Map.of(TrialCheck.RECORDS, "no_encryption_key"));
      keys.add("test", bare, BankKey.Use.ENC, party.bank().enc.toPublicJWK().toJSONObject());

      assertThat(failures(trials.of("test", bare, false)))
          .isEqualTo(Map.of(TrialCheck.RECORDS, "no_signature_key"));
      assertThat(party.bank().messages).isEmpty();
    }
  }

  @Test
  void recordsThatSomebodyElseWroteAreNotUsed() {
    try (Party party = strict();
        Party other = strict()) {
      parties.write(
          "update bank_key set jwk = (select jwk from bank_key where bank_id = :other limit 1) where bank_id = :bank",
          Map.of("bank", party.bankId(), "other", other.bankId()));

      Trial trial = trials.of("test", party.bankId(), false);

      assertThat(failures(trial)).isEqualTo(Map.of(TrialCheck.RECORDS, "row_refused"));
      assertThat(party.bank().messages).isEmpty();
    }
  }

  @Test
  void anAnswerByAKeyThatIsNotPinnedDoesNotCount() {
    try (Party party = strict()) {
      var other = new Answers(party.bank().institution, FakeBank.ecKey());
      party.bank().script.add(other::acknowledged);

      assertThat(failures(trials.of("test", party.bankId(), false)))
          .isEqualTo(Map.of(TrialCheck.ECHO, "answer_key"));
    }
  }

  @Test
  void anAnswerThatSaysApprovedIsNoAnswerToAnEcho() {
    try (Party party = strict()) {
      party.bank().script.add(message -> party.bank().answers().approved(message));

      assertThat(failures(trials.of("test", party.bankId(), false)))
          .isEqualTo(Map.of(TrialCheck.ECHO, "answer_decision"));
    }
  }

  @Test
  void aRepeatWithAnotherDecisionFails() {
    try (Party party = strict()) {
      for (String reference : List.of("one", "two")) {
        party
            .bank()
            .script
            .add(message -> {
              var members = party.bank().answers().members(message, "acknowledged", "00");
              members.put("reference", reference);
              return FakeBank.Reaction.jose(party.bank().answers().signed(members));
            });
      }

      assertThat(failures(trials.of("test", party.bankId(), false)))
          .isEqualTo(Map.of(TrialCheck.REPEAT, "other_decision"));
    }
  }

  @Test
  void aBankThatCannotDecideNowIsToldByItsStatus() {
    try (Party party = strict()) {
      party.bank().script.add(message -> Scruples.refusal(503, "unavailable"));

      assertThat(failures(trials.of("test", party.bankId(), false)))
          .isEqualTo(Map.of(TrialCheck.ECHO, "status_503"));
    }
  }

  @Test
  void aSuspendedBankIsTriedToo() {
    try (Party party = strict()) {
      banks.suspend("test", party.bankId(), "drill");

      assertThat(trials.of("test", party.bankId(), false).held()).isTrue();
    }
  }

  @Test
  void oneAtATimeForEachBank() {
    try (Party party = strict();
        Party other = strict()) {
      var asked = new CountDownLatch(1);
      var go = new CountDownLatch(1);
      party
          .bank()
          .script
          .add(message -> {
            asked.countDown();
            go.await();
            return party.bank().answers().acknowledged(message);
          });
      var first = CompletableFuture.supplyAsync(() -> trials.of("test", party.bankId(), false));
      await(asked);

      Refusal second =
          catchThrowableOfType(Refusal.class, () -> trials.of("test", party.bankId(), false));
      turns.take(other.bankId(), Duration.ofSeconds(1));
      go.countDown();

      assertThat(second.code()).isEqualTo(ErrorCode.CONFLICT);
      assertThat(first.join().held()).isTrue();
      assertThat(trials.of("test", party.bankId(), false).held()).isTrue();
    }
  }

  @Test
  void aTurnThatACrashLeftEndsByItself() {
    try (Party party = strict()) {
      parties.write(
          "insert into bank_trial (bank_id, over_at) values (:bank, clock_timestamp() - interval '1 second')",
          Map.of("bank", party.bankId()));

      assertThat(trials.of("test", party.bankId(), false).held()).isTrue();
    }
  }

  @Test
  void aBankThatIsNotThereIsNotTried() {
    Refusal refused =
        catchThrowableOfType(Refusal.class, () -> trials.of("test", new UUID(0, 1), false));

    assertThat(refused.code()).isEqualTo(ErrorCode.NOT_FOUND);
  }

  private void assertTls(javax.net.ssl.SSLContext tls, String reason) {
    String institution = "tls-bank-" + counter++;
    var bank = new FakeBank(institution, tls, FakeBank.ecKey(), parties::vaultKeys);
    bank.scruples = new Scruples(institution);
    try (Party party = parties.register(bank)) {
      assertThat(failures(trials.of("test", party.bankId(), false)))
          .isEqualTo(Map.of(TrialCheck.TLS, reason));
      assertThat(bank.messages).isEmpty();
    }
  }

  private static int counter;

  private Party strict(Scruples.Check... lax) {
    Party party = parties.open();
    party.bank().scruples = new Scruples(party.bank().institution, lax);
    return party;
  }

  private void pin(UUID bankId, FakeBank bank) {
    keys.add("test", bankId, BankKey.Use.ENC, bank.enc.toPublicJWK().toJSONObject());
    keys.add("test", bankId, BankKey.Use.SIG, bank.sig.toPublicJWK().toJSONObject());
  }

  private static String authority() {
    return TestBanks.AUTHORITY.pem();
  }

  private static TrialFinding found(Trial trial, TrialCheck check) {
    return trial.findings().get(check.ordinal());
  }

  private static Map<TrialCheck, String> failures(Trial trial) {
    var failures = new java.util.EnumMap<TrialCheck, String>(TrialCheck.class);
    trial.findings().stream()
        .filter(found -> found.state() == State.FAILED)
        .forEach(found -> failures.put(found.check(), found.reason()));
    return failures;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
