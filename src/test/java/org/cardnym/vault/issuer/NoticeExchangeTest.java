package org.cardnym.vault.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.card.TestCards;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.FakeBank.Message;
import org.cardnym.vault.issuer.TestBanks.Party;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(QuickBanks.class)
class NoticeExchangeTest {
  @Inject TestBanks parties;
  @Inject Exchanges exchanges;
  @Inject Sweeper sweeper;
  @Inject Banks banks;
  @Inject Heard heard;

  @Test
  void theMessageIsWhatTheProtocolSaysAndCarriesNoCard() {
    try (Party party = parties.open()) {
      ExchangeRow.Key key = parties.notice(party);

      sweeper.sweep().join();

      assertThat(heard.of(key.messageId())).containsExactly(Outcome.ACKNOWLEDGED);
      Message message = party.bank().notices.getFirst();
      assertThat(message.inner()).containsEntry("typ", "cardnym-holder-notice+jwt");
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
              "enrolment",
              "enrolledAt",
              "alias")
          .containsEntry("messageId", TypeId.of(IdKind.MESSAGE, key.messageId()))
          .containsEntry("enrolment", TypeId.of(IdKind.CARD, party.cardId()));
      assertThat(message.text()).doesNotContain(TestCards.VISA);
    }
  }

  @Test
  void noAnswerButAnAcknowledgementEndsIt() {
    try (Party party = parties.open()) {
      FakeBank bank = party.bank();
      bank.noticeScript.addAll(
          List.of(
              message -> bank.answers().declined(message, "25"),
              message -> bank.answers().approved(message),
              message -> new FakeBank.Reaction(400, "application/problem+json", "{}")));
      ExchangeRow.Key key = parties.notice(party);

      sweeper.sweep().join();

      assertThat(heard.of(key.messageId())).containsExactly(Outcome.ACKNOWLEDGED);
      assertThat(bank.notices)
          .extracting(Message::id)
          .hasSize(4)
          .containsOnly(bank.notices.getFirst().id());
      assertThat(bank.notices).extracting(m -> m.member("repeat")).containsExactly(0L, 1L, 2L, 3L);
    }
  }

  @Test
  void aSuspendedBankIsAskedToo() {
    try (Party party = parties.open()) {
      ExchangeRow.Key key = parties.notice(party);
      banks.suspend("test", party.bankId(), "under inquiry");

      sweeper.sweep().join();

      assertThat(heard.of(key.messageId())).containsExactly(Outcome.ACKNOWLEDGED);
    }
  }

  @Test
  void aCardHasOneNotice() {
    try (Party party = parties.open()) {
      parties.notice(party);

      assertThatThrownBy(() -> parties.notice(party)).isInstanceOf(RuntimeException.class);
      sweeper.sweep().join();
      assertThat(party.bank().notices).hasSize(1);
    }
  }

  @Test
  void aNoticeHasItsOwnWayAndNothingElseTakesIt() {
    try (Party party = parties.open()) {
      var content = TestBanks.content("{\"enrolment\":\"crd_x\"}");
      for (Kind kind : Kind.values()) {
        var intent =
            new Intent(
                kind,
                Family.PAYER,
                party.payerId(),
                party.payerId(),
                party.cardId(),
                party.bankId(),
                content);
        if (kind == Kind.HOLDER_NOTICE) {
          assertThatThrownBy(() -> parties.intend(intent))
              .isInstanceOf(IllegalArgumentException.class);
        } else {
          assertThatThrownBy(() -> exchanges.intendNotice(intent))
              .isInstanceOf(RuntimeException.class);
        }
      }
    }
  }
}
