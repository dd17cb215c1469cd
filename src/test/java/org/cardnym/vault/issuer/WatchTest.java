package org.cardnym.vault.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.TestBanks.Party;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody takes a message off the queue by writing the database without being noticed. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(QuickBanks.class)
class WatchTest {
  @Inject TestBanks parties;
  @Inject Watch watch;
  @Inject DueExchanges due;
  @Inject Sweeper sweeper;
  @Inject Ledger ledger;
  @Inject Exchanges exchanges;
  @Inject Heard heard;
  @Inject Alarms alarms;

  @ParameterizedTest
  @ValueSource(
      strings = {"state = 'CLOSED'", "state = 'CLOSED', due = null", "kind = 'REFUND', due = null"})
  void aReversalClosedByHandRaisesTheAlarm(String change) throws InterruptedException {
    try (Party party = parties.open()) {
      ExchangeRow.Key reversal = reversal(party);
      tamper(reversal, change);

      watch.walk();

      alarms.await(TypeId.of(IdKind.MESSAGE, reversal.messageId()));
      assertThat(party.bank().messages).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"due = null", "due = now() + interval '1 day'", "due = 'infinity'"})
  void aReversalTakenOffTheQueueIsPutBackAndSent(String change) throws InterruptedException {
    try (Party party = parties.open()) {
      ExchangeRow.Key reversal = reversal(party);
      tamper(reversal, change);
      assertThat(due.claim(1_000, 0)).doesNotContain(reversal);

      watch.walk();
      sweeper.sweep().join();

      assertThat(party.bank().messages)
          .extracting(message -> message.member("kind"))
          .containsExactly("reversal");
      assertThat(heard.of(original(reversal).messageId()))
          .containsExactly(Outcome.REVERSING, Outcome.REVERSED);
    }
  }

  @Test
  void aReversalThatIsGoneIsMadeAgainWithAnAlarm() throws InterruptedException {
    try (Party party = parties.open()) {
      ExchangeRow.Key reversal = reversal(party);
      parties.write(
          "delete from exchange where message_id = :message",
          Map.of("message", reversal.messageId()));

      watch.walk();
      sweeper.sweep().join();

      alarms.await(TypeId.of(IdKind.MESSAGE, reversal.messageId()));
      assertThat(party.bank().messages)
          .extracting(message -> message.member("messageId"))
          .containsExactly(TypeId.of(IdKind.MESSAGE, reversal.messageId()));
      assertThat(heard.of(original(reversal).messageId()))
          .containsExactly(Outcome.REVERSING, Outcome.REVERSED);
    }
  }

  @Test
  void aForgedExchangeDoesNotKeepOthersFromBeingPutBack() throws InterruptedException {
    try (Party party = parties.open()) {
      ExchangeRow.Key forged = reversal(party);
      ExchangeRow.Key stopped = parties.authorization(party);
      tamper(forged, "state = 'CLOSED'");
      tamper(stopped, "due = null");

      watch.walk();

      assertThat(isDue(stopped)).isTrue();
      alarms.await(TypeId.of(IdKind.MESSAGE, forged.messageId()));
    }
  }

  @Test
  void whatIsDueSoonOrEndedIsLeftAlone() {
    try (Party party = parties.open()) {
      ExchangeRow.Key soon = parties.authorization(party);
      tamper(soon, "due = now() + interval '10 minutes'");
      ExchangeRow.Key ended = parties.authorization(party);
      exchanges.send(ended.familyId(), ended.messageId()).toCompletableFuture().join();
      assertThat(heard.of(ended.messageId())).containsExactly(Outcome.APPROVED);

      watch.walk();

      assertThat(isDue(soon)).isFalse();
      assertThat(isDue(ended)).isFalse();
    }
  }

  @Test
  void aPaymentIsAuthorizedOnce() {
    try (Party party = parties.open()) {
      ExchangeRow.Key first = parties.authorization(party);
      var second =
          new Intent(
              Kind.AUTHORIZATION,
              Family.PAYMENT,
              first.familyId(),
              party.payerId(),
              party.cardId(),
              party.bankId(),
              TestBanks.content("{\"payment\":\"x\"}"));

      assertThatThrownBy(() -> parties.intend(second)).hasStackTraceContaining("exchange_pkey");
      assertThat(exchanges.of(first.familyId()))
          .extracting(ExchangeView::messageId)
          .containsExactly(first.messageId());
    }
  }

  /** A decided reversal that nobody has sent. */
  private ExchangeRow.Key reversal(Party party) throws InterruptedException {
    ExchangeRow.Key authorization = parties.authorization(party);
    ledger.begin(authorization, Event.TRY);
    QuickBanks.letTheWindowPass();
    parties.lost(authorization);
    return ((Next.Undo) ledger.begin(authorization, Event.LEFT)).reversal();
  }

  private ExchangeRow.Key original(ExchangeRow.Key reversal) {
    UUID message =
        exchanges.of(reversal.familyId()).stream()
            .filter(view -> view.kind() == Kind.AUTHORIZATION)
            .findFirst()
            .orElseThrow()
            .messageId();
    return new ExchangeRow.Key(reversal.familyId(), message);
  }

  private boolean isDue(ExchangeRow.Key key) {
    return parties.write(
            "update exchange set due = due where message_id = :message and due <= now()",
            Map.of("message", key.messageId()))
        == 1;
  }

  private void tamper(ExchangeRow.Key key, String change) {
    parties.write(
        "update exchange set " + change + " where message_id = :message",
        Map.of("message", key.messageId()));
  }
}
