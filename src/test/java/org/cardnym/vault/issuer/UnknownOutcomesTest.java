package org.cardnym.vault.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.FakeBank.Message;
import org.cardnym.vault.issuer.FakeBank.Reaction;
import org.cardnym.vault.issuer.TestBanks.Party;
import org.junit.jupiter.api.Test;

/** Silence, crashes and lateness: in the end vault and bank agree. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(QuickBanks.class)
class UnknownOutcomesTest {
  @Inject TestBanks parties;
  @Inject Exchanges exchanges;
  @Inject Ledger ledger;
  @Inject Driver driver;
  @Inject StoredLenders lenders;
  @Inject Sweeper sweeper;
  @Inject Heard heard;

  @Test
  void aSilentBanksAuthorizationIsReversedUntilAcknowledged() {
    try (Party party = parties.open()) {
      for (int i = 0; i < 20; i++) {
        party
            .bank()
            .script
            .add(message -> message.member("kind").equals("reversal") ? garbage() : null);
      }
      ExchangeRow.Key key = parties.authorization(party);
      Instant begun = Instant.now();

      send(key);

      assertThat(heard.of(key.messageId())).containsExactly(Outcome.REVERSING);
      assertThat(Duration.between(begun, Instant.now()))
          .isBetween(QuickBanks.WINDOW.minusMillis(200), QuickBanks.WINDOW.multipliedBy(2));
      party.bank().script.clear();
      heard.await(key.messageId(), Outcome.REVERSED);
      assertThat(parties.view(key).state()).isEqualTo("CLOSED");
      List<Message> reversals = reversals(party);
      assertThat(reversals).extracting(Message::id).containsOnly(reversals.get(0).id());
      assertThat(reversals.get(0).inner()).containsEntry("typ", "cardnym-reversal+jwt");
      assertThat(reversals.get(0).payload())
          .containsOnlyKeys(
              "iss",
              "aud",
              "iat",
              "exp",
              "jti",
              "kind",
              "messageId",
              "repeat",
              "payment",
              "original",
              "amount",
              "reason")
          .containsEntry("payment", TypeId.of(IdKind.PAYMENT, key.familyId()))
          .containsEntry(
              "original",
              Map.of(
                  "messageId", TypeId.of(IdKind.MESSAGE, key.messageId()), "kind", "authorization"))
          .containsEntry("amount", Map.of("value", 1999L, "currency", "EUR"))
          .containsEntry("reason", "outcome_unknown");
    }
  }

  @Test
  void aReversalIsSentByTheSweeperWhenItsDriverIsGone() throws InterruptedException {
    try (Party party = parties.open()) {
      ExchangeRow.Key key = parties.authorization(party);
      ledger.begin(key, Event.TRY);
      QuickBanks.letTheWindowPass();
      parties.lost(key);
      assertThat(ledger.begin(key, Event.LEFT)).isInstanceOf(Next.Undo.class);
      assertThat(heard.of(key.messageId())).containsExactly(Outcome.REVERSING);

      sweeper.sweep().join();

      assertThat(heard.of(key.messageId())).containsExactly(Outcome.REVERSING, Outcome.REVERSED);
      assertThat(party.bank().messages)
          .extracting(m -> m.member("kind"))
          .containsExactly("reversal");
    }
  }

  @Test
  void anApprovalAfterReversingChangesNothing() throws InterruptedException {
    try (Party party = parties.open()) {
      ExchangeRow.Key key = parties.authorization(party);
      ledger.begin(key, Event.TRY);
      QuickBanks.letTheWindowPass();
      parties.lost(key);
      ledger.begin(key, Event.LEFT);

      Next next =
          ledger.conclude(key, Result.of(new Answer(Event.APPROVED, "00", "A1", null, false)));

      assertThat(next).isInstanceOf(Next.Done.class);
      assertThat(heard.of(key.messageId())).containsExactly(Outcome.REVERSING);
      assertThat(parties.view(key).outcome()).isEqualTo(Outcome.REVERSING);
      assertThat(parties.view(key).responseCode()).isNull();
    }
  }

  @Test
  void anAcknowledgementComesBackToAnAuthorizationOnce() throws InterruptedException {
    try (Party party = parties.open()) {
      ExchangeRow.Key key = parties.authorization(party);
      ledger.begin(key, Event.TRY);
      QuickBanks.letTheWindowPass();
      parties.lost(key);
      var undo = (Next.Undo) ledger.begin(key, Event.LEFT);

      var one = driver.start(undo.reversal(), Event.LEFT, lenders);
      var other = driver.start(undo.reversal(), Event.LEFT, lenders);
      CompletableFuture.allOf(one, other).join();

      assertThat(heard.of(key.messageId())).containsExactly(Outcome.REVERSING, Outcome.REVERSED);
    }
  }

  @Test
  void theSweeperContinuesWhatACrashLeftSending() {
    try (Party party = parties.open()) {
      ExchangeRow.Key key = parties.authorization(party);
      ledger.begin(key, Event.TRY);
      parties.lost(key);

      sweeper.sweep().join();

      assertThat(heard.of(key.messageId())).containsExactly(Outcome.APPROVED);
      assertThat(parties.view(key).uncertain()).isTrue();
      assertThat(party.bank().messages).extracting(m -> m.member("repeat")).containsExactly(1L);
    }
  }

  @Test
  void theSweeperSendsWhatACrashLeftIntended() {
    try (Party party = parties.open()) {
      ExchangeRow.Key key = parties.authorization(party);
      makeDue(key);

      sweeper.sweep().join();

      assertThat(heard.of(key.messageId())).containsExactly(Outcome.APPROVED);
      assertThat(parties.view(key).uncertain()).isFalse();
    }
  }

  @Test
  void whatIsNotDueIsLeftAlone() {
    try (Party party = parties.open()) {
      ExchangeRow.Key key = parties.authorization(party);
      ledger.begin(key, Event.TRY);

      sweeper.sweep().join();

      assertThat(heard.of(key.messageId())).isEmpty();
      assertThat(party.bank().messages).isEmpty();
    }
  }

  @Test
  void twoSweepersAtOnceSendAtMostHarmlessRepeats() {
    try (Party party = parties.open()) {
      List<ExchangeRow.Key> keys =
          Stream.generate(() -> parties.authorization(party)).limit(20).toList();
      keys.forEach(this::makeDue);

      var sweeps =
          Stream.generate(() -> CompletableFuture.runAsync(() -> sweeper.sweep().join()))
              .limit(2)
              .toList();
      sweeps.forEach(CompletableFuture::join);

      assertThat(keys)
          .allSatisfy(
              key -> assertThat(heard.of(key.messageId())).containsExactly(Outcome.APPROVED));
      assertThat(party.bank().messages).extracting(Message::id).doesNotHaveDuplicates();
    }
  }

  @Test
  void whoComesSecondLeavesATransmissionUnderWayToItsDriver() {
    try (Party party = parties.open()) {
      ExchangeRow.Key key = parties.authorization(party);
      ledger.begin(key, Event.TRY);
      makeDue(key);

      assertThat(ledger.begin(key, Event.TRY)).isInstanceOf(Next.Done.class);
      sweeper.sweep().join();

      assertThat(party.bank().messages).isEmpty();
      assertThat(parties.view(key).state()).isEqualTo("SENDING");
      assertThat(parties.view(key).uncertain()).isFalse();
      assertThat(ledger.conclude(key, Result.of(Event.NOT_SENT, "refused")))
          .isInstanceOf(Next.Again.class);
      assertThat(parties.view(key).uncertain()).isFalse();
    }
  }

  @Test
  void twoDriversOfOneExchangeComeToOneOutcome() {
    try (Party party = parties.open()) {
      ExchangeRow.Key key = parties.authorization(party);

      var drivers = Stream.generate(() -> driver.start(key, Event.TRY, lenders)).limit(4).toList();
      drivers.forEach(CompletableFuture::join);

      assertThat(heard.of(key.messageId())).containsExactly(Outcome.APPROVED);
      assertThat(party.bank().messages)
          .extracting(Message::id)
          .containsOnly(party.bank().messages.get(0).id());
      assertThat(party.bank().messages).extracting(m -> m.member("repeat")).doesNotHaveDuplicates();
    }
  }

  @Test
  void anOutcomeThatFindsNoListenerReadyIsAskedForAgain() {
    try (Party party = parties.open()) {
      ExchangeRow.Key key = parties.authorization(party);
      heard.deafFor(key.messageId(), 1);

      send(key);

      assertThat(heard.of(key.messageId())).isEmpty();
      parties.lost(key);
      sweeper.sweep().join();
      assertThat(heard.of(key.messageId())).containsExactly(Outcome.APPROVED);
      assertThat(party.bank().messages).hasSize(2);
    }
  }

  private void send(ExchangeRow.Key key) {
    exchanges.send(key.familyId(), key.messageId()).toCompletableFuture().join();
  }

  private void makeDue(ExchangeRow.Key key) {
    parties.write(
        "update exchange set due = now() - interval '1 second' where message_id = :message",
        Map.of("message", key.messageId()));
  }

  private static Reaction garbage() {
    return Reaction.jose("garbage");
  }

  private static List<Message> reversals(Party party) {
    return party.bank().messages.stream().filter(m -> m.member("kind").equals("reversal")).toList();
  }
}
