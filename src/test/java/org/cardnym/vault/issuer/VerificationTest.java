package org.cardnym.vault.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cardnym.vault.Refusals.refuses;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.card.EnteredCard;
import org.cardnym.vault.card.TestCards;
import org.cardnym.vault.issuer.FakeBank.Reaction;
import org.cardnym.vault.issuer.TestBanks.Party;
import org.cardnym.vault.refusal.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked at enrolment, once. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(QuickBanks.class)
class VerificationTest {
  @Inject TestBanks parties;
  @Inject TestCards cards;
  @Inject Exchanges exchanges;
  @Inject Sweeper sweeper;
  @Inject Ledger ledger;
  @Inject Heard heard;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theBanksWordAboutTheHolderIsPassedOn(boolean agreed) {
    try (Party party = parties.open();
        EnteredCard card = cards.enter(TestCards.VISA, "123")) {
      party.bank().script.add(message -> party.bank().answers().verified(message, agreed));
      ExchangeRow.Key key = parties.verification(party);

      Settled settled = exchanges.verify(key.familyId(), key.messageId(), card);

      assertThat(settled.outcome()).isEqualTo(Outcome.APPROVED);
      assertThat(settled.holderAgreed()).isEqualTo(agreed);
      assertThat(heard.last(key.messageId())).isEqualTo(settled);
      assertThat(party.bank().messages.get(0).inner())
          .containsEntry("typ", "cardnym-verification+jwt");
      assertThat(party.bank().messages.get(0).member("card"))
          .isEqualTo(
              Map.of(
                  "number", TestCards.VISA,
                  "expiry", "2039-11",
                  "holderName", "Ada Example",
                  "gender", "female",
                  "verificationCode", "123"));
    }
  }

  @Test
  void aBankMayAskForACodeOfItsOwn() {
    try (Party party = parties.open();
        EnteredCard card = cards.enter(TestCards.VISA, "123")) {
      party.bank().script.add(message -> party.bank().answers().codeRequired(message, "ref-1"));
      ExchangeRow.Key first = parties.verification(party);
      Settled asked = exchanges.verify(first.familyId(), first.messageId(), card);
      assertThat(asked.outcome()).isEqualTo(Outcome.CODE_REQUIRED);
      assertThat(asked.reference()).isEqualTo("ref-1");

      ExchangeRow.Key second = parties.verificationCode(party, first.messageId(), "ref-1");
      Settled settled =
          exchanges.verifyCode(second.familyId(), second.messageId(), BankCode.of("246810"));

      assertThat(settled.outcome()).isEqualTo(Outcome.APPROVED);
      var message = party.bank().messages.get(1);
      assertThat(message.inner()).containsEntry("typ", "cardnym-verification-code+jwt");
      assertThat(message.payload())
          .containsEntry("code", "246810")
          .containsEntry("reference", "ref-1")
          .doesNotContainKey("card");
    }
  }

  @Test
  void anUnknownOutcomeIsNeitherRepeatedNorReversed() {
    try (Party party = parties.open();
        EnteredCard card = cards.enter(TestCards.VISA, "123")) {
      party.bank().script.add(message -> Reaction.jose("garbage"));
      ExchangeRow.Key key = parties.verification(party);

      Settled settled = exchanges.verify(key.familyId(), key.messageId(), card);
      sweeper.sweep().join();

      assertThat(settled.outcome()).isEqualTo(Outcome.UNKNOWN);
      assertThat(heard.of(key.messageId())).containsExactly(Outcome.UNKNOWN);
      assertThat(party.bank().messages).hasSize(1);
    }
  }

  @Test
  void anApprovalWithoutAWordAboutTheHolderIsUnknown() {
    try (Party party = parties.open();
        EnteredCard card = cards.enter(TestCards.VISA, "123")) {
      party.bank().script.add(message -> party.bank().answers().approved(message));
      ExchangeRow.Key key = parties.verification(party);

      assertThat(exchanges.verify(key.familyId(), key.messageId(), card).outcome())
          .isEqualTo(Outcome.UNKNOWN);
    }
  }

  @Test
  void aBankThatIsDownWasNotAsked() {
    try (Party party = parties.open();
        EnteredCard card = cards.enter(TestCards.VISA, "123")) {
      party.bank().stop();
      ExchangeRow.Key key = parties.verification(party);

      assertThat(exchanges.verify(key.familyId(), key.messageId(), card).outcome())
          .isEqualTo(Outcome.NOT_SENT);
    }
  }

  @Test
  void whatACrashLeftIsClosedAndNeverSentAgain() {
    try (Party party = parties.open()) {
      ExchangeRow.Key intended = parties.verification(party);
      ExchangeRow.Key sending = parties.verification(party);
      ledger.begin(sending, Event.TRY);
      parties.lost(intended);
      parties.lost(sending);

      sweeper.sweep().join();

      assertThat(heard.of(intended.messageId())).containsExactly(Outcome.NOT_SENT);
      assertThat(heard.of(sending.messageId())).containsExactly(Outcome.UNKNOWN);
      assertThat(party.bank().messages).isEmpty();
    }
  }

  @Test
  void neitherCodeIsStored() {
    try (Party party = parties.open();
        EnteredCard card = cards.enter(TestCards.VISA, "937")) {
      party.bank().script.add(message -> party.bank().answers().codeRequired(message, "ref-2"));
      ExchangeRow.Key first = parties.verification(party);
      exchanges.verify(first.familyId(), first.messageId(), card);
      ExchangeRow.Key second = parties.verificationCode(party, first.messageId(), "ref-2");
      exchanges.verifyCode(second.familyId(), second.messageId(), BankCode.of("86420975"));

      int rows =
          parties.write(
              "update exchange set due = due where family_id = :payer and (content like '%937%' or content like '%86420975%'"
                  + " or content like '%4111%')",
              Map.of("payer", party.payerId()));
      assertThat(rows).isZero();
    }
  }

  @Test
  void aCodeIsDigitsAndDoesNotPrint() {
    assertThat(BankCode.of("246810")).hasToString("BankCode");
    for (String unfit :
        new String[] {"", "123", "12345678901", "12a4", "\u0661\u0662\u0663\u0664"}) {
      refuses(ErrorCode.CODE_WRONG, () -> BankCode.of(unfit));
    }
  }

  @Test
  void aCardIsNotSentUnderAnotherKindOfMessage() {
    try (Party party = parties.open();
        EnteredCard card = cards.enter(TestCards.VISA, "123")) {
      ExchangeRow.Key key = parties.authorization(party);

      assertThatThrownBy(() -> exchanges.verify(key.familyId(), key.messageId(), card))
          .isInstanceOf(IllegalArgumentException.class);

      assertThat(party.bank().messages).isEmpty();
    }
  }
}
