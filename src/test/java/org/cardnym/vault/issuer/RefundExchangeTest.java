package org.cardnym.vault.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.FakeBank.Message;
import org.cardnym.vault.issuer.FakeBank.Reaction;
import org.cardnym.vault.issuer.TestBanks.Party;
import org.junit.jupiter.api.Test;

/** A refund is one message for ever: asked again until the bank itself has said yes or no. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(QuickBanks.class)
class RefundExchangeTest {
  @Inject TestBanks parties;
  @Inject Exchanges exchanges;
  @Inject Banks banks;
  @Inject Ledger ledger;
  @Inject Sweeper sweeper;
  @Inject Heard heard;

  @Test
  void itNamesTheAuthorizationAndCarriesNoCard() {
    try (Party party = parties.open()) {
      ExchangeRow.Key sale = parties.authorization(party);
      ExchangeRow.Key refund = parties.refund(party, sale);

      send(refund);

      assertThat(heard.of(refund.messageId())).containsExactly(Outcome.APPROVED);
      Message message = party.bank().messages.getFirst();
      assertThat(message.inner()).containsEntry("typ", "cardnym-refund+jwt");
      assertThat(message.payload())
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
              "amount")
          .containsEntry("messageId", TypeId.of(IdKind.MESSAGE, refund.messageId()))
          .containsEntry(
              "original",
              Map.of(
                  "messageId",
                  TypeId.of(IdKind.MESSAGE, sale.messageId()),
                  "kind",
                  "authorization"));
    }
  }

  @Test
  void silenceAndWhatTheBankDidNotSignAreAskedAgainUnderTheSameIdLongAfterAnyWindow() {
    try (Party party = parties.open()) {
      List<BiFunction<Answers, Message, Reaction>> forgeries =
          List.of(
              (bank, message) -> null,
              (bank, message) -> Reaction.jose("garbage"),
              (bank, message) ->
                  new Answers(bank.institution(), FakeBank.ecKey()).approved(message),
              (bank, message) -> new Answers("other-bank", bank.key()).approved(message),
              (bank, message) -> bank.acknowledged(message));
      forgeries.forEach(
          f -> party.bank().script.add(message -> f.apply(party.bank().answers(), message)));
      party.bank().script.add(message -> party.bank().answers().declined(message, "13"));
      ExchangeRow.Key refund = parties.refund(party, parties.authorization(party));

      send(refund);

      assertThat(heard.of(refund.messageId())).containsExactly(Outcome.DECLINED);
      List<Message> messages = party.bank().messages;
      assertThat(messages).hasSize(6);
      assertThat(messages).extracting(Message::id).containsOnly(messages.getFirst().id());
      assertThat(messages).extracting(m -> m.member("jti")).doesNotHaveDuplicates();
      assertThat(messages)
          .extracting(m -> m.member("repeat"))
          .containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    }
  }

  @Test
  void theSweeperSendsWhatACrashLeftIntendedOrSending() {
    try (Party party = parties.open()) {
      ExchangeRow.Key sale = parties.authorization(party);
      ExchangeRow.Key intended = parties.refund(party, sale);
      ExchangeRow.Key sending = parties.refund(party, sale);
      ledger.begin(sending, Event.TRY);
      parties.lost(sending);
      due(intended);

      sweeper.sweep().join();

      assertThat(heard.of(intended.messageId())).containsExactly(Outcome.APPROVED);
      assertThat(heard.of(sending.messageId())).containsExactly(Outcome.APPROVED);
      assertThat(parties.view(intended).uncertain()).isFalse();
      assertThat(parties.view(sending).uncertain()).isTrue();
    }
  }

  @Test
  void aSuspendedBankGivesBackWhatItTook() {
    try (Party party = parties.open()) {
      ExchangeRow.Key sale = parties.authorization(party);
      banks.suspend("test", party.bankId(), "under inquiry");
      ExchangeRow.Key refund = parties.refund(party, sale);

      send(refund);

      assertThat(heard.of(refund.messageId())).containsExactly(Outcome.APPROVED);
    }
  }

  @Test
  void whatNoBankAnswersStandsInTheOperatorsListAndIsStillSent() {
    try (Party party = parties.open()) {
      ExchangeRow.Key refund = parties.refund(party, parties.authorization(party));
      for (int i = 0; i < 1_000; i++) {
        party.bank().script.add(message -> Reaction.jose("garbage"));
      }
      send(refund);

      assertThat(exchanges.unanswered(Duration.ZERO))
          .extracting(ExchangeView::messageId)
          .contains(refund.messageId());
      assertThat(exchanges.unanswered(Duration.ofDays(1)))
          .extracting(ExchangeView::messageId)
          .doesNotContain(refund.messageId());
      party.bank().script.clear();
      due(refund);
      sweeper.sweep().join();
      assertThat(heard.of(refund.messageId())).containsExactly(Outcome.APPROVED);
    }
  }

  @Test
  void anotherMessageIsNoRefundAndARefundBringsItsOwnId() {
    try (Party party = parties.open()) {
      ExchangeRow.Key sale = parties.authorization(party);
      for (Kind kind : new Kind[] {Kind.AUTHORIZATION, Kind.REVERSAL}) {
        assertThatThrownBy(() ->
                QuarkusTransaction.requiringNew()
                    .run(() -> exchanges.intendRefund(sale.messageId(), intent(party, sale, kind))))
            .isInstanceOf(IllegalArgumentException.class);
      }
      assertThatThrownBy(() -> parties.intend(intent(party, sale, Kind.REFUND)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static Intent intent(Party party, ExchangeRow.Key sale, Kind kind) {
    return new Intent(
        kind,
        Family.PAYMENT,
        sale.familyId(),
        party.payerId(),
        party.cardId(),
        party.bankId(),
        TestBanks.content("{\"payment\":\"pay_x\"}"));
  }

  private void send(ExchangeRow.Key key) {
    exchanges.send(key.familyId(), key.messageId()).toCompletableFuture().join();
  }

  private void due(ExchangeRow.Key key) {
    parties.write(
        "update exchange set due = now() - interval '1 second' where message_id = :message",
        Map.of("message", key.messageId()));
  }
}
