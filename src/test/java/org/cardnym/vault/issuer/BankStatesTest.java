package org.cardnym.vault.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.Refusals.refuses;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.audit.AuditTrail;
import org.cardnym.vault.card.EnteredCard;
import org.cardnym.vault.card.TestCards;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.TestBanks.Party;
import org.cardnym.vault.refusal.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator lets the vault do with a bank. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(QuickBanks.class)
class BankStatesTest {
  @Inject TestBanks parties;
  @Inject TestCards cards;
  @Inject Banks banks;
  @Inject Routes routes;
  @Inject Exchanges exchanges;
  @Inject EntityManager entities;
  @Inject AuditTrail trail;
  @Inject Heard heard;

  @ParameterizedTest
  @CsvSource({
    "ACTIVE, DRAINING",
    "ACTIVE, SUSPENDED",
    "DRAINING, SUSPENDED",
    "DRAINING, ACTIVE",
    "SUSPENDED, ACTIVE"
  })
  void aChangeSaysWhySinceWhenAndWhose(Bank.State from, Bank.State to) {
    try (Party party = parties.open()) {
      Bank before = change(party, from, "first");

      Bank after = change(party, to, "case 4711");

      assertThat(after.state()).isEqualTo(to);
      assertThat(after.reason()).isEqualTo("case 4711");
      assertThat(after.since()).isAfter(Objects.requireNonNull(before.since()));
      assertThat(banks.find(party.bankId())).contains(after);
      AuditTrail.Entry entry = entries(party).getFirst();
      assertThat(entry.action()).isEqualTo("BANK_CHANGED");
      assertThat(entry.actor()).isEqualTo("operator of " + to);
      assertThat(entry.facts())
          .containsOnly(Map.entry("state", to.name()), Map.entry("reason", "case 4711"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"DRAINING", "SUSPENDED"})
  void doneAgainItChangesNothing(Bank.State state) {
    try (Party party = parties.open()) {
      Bank first = change(party, state, "first");
      int entries = entries(party).size();

      Bank again = change(party, state, "again");

      assertThat(again).isEqualTo(first);
      assertThat(entries(party)).hasSize(entries);
    }
  }

  @Test
  void aNewBankIsActiveSinceItWasAdded() {
    try (Party party = parties.open()) {
      Bank bank = banks.find(party.bankId()).orElseThrow();

      assertThat(bank.state()).isEqualTo(Bank.State.ACTIVE);
      assertThat(bank.since()).isEqualTo(bank.addedAt());
      assertThat(bank.reason()).isNull();
    }
  }

  @Test
  void whatOnlyTightensDoesNotLetASuspendedBankSellAgain() {
    try (Party party = parties.open()) {
      Bank suspended = change(party, Bank.State.SUSPENDED, "first");
      int entries = entries(party).size();

      refuses(ErrorCode.CONFLICT, () -> change(party, Bank.State.DRAINING, "then"));

      assertThat(banks.find(party.bankId())).contains(suspended);
      assertThat(entries(party)).hasSize(entries);
    }
  }

  @Test
  void aBankThatIsNotThereIsNotChanged() {
    refuses(ErrorCode.NOT_FOUND, () -> banks.drain("test", UUID.randomUUID(), "why"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", " why", "why\n", "w\u200bhy", "\u202eyhw"})
  void aReasonIsOneLineOfPlainText(String reason) {
    try (Party party = parties.open()) {
      refuses(ErrorCode.MALFORMED, () -> change(party, Bank.State.DRAINING, reason));
    }
  }

  @Test
  void whileABankDrainsNoNewCardIsAskedAbout() {
    try (Party party = parties.open()) {
      routes.add("test", party.bankId(), "981000", "981099");
      assertThat(routes.bankFor("98105512")).contains(party.bankId());

      change(party, Bank.State.DRAINING, "contract ends");

      refuses(ErrorCode.BANK_DRAINING, () -> routes.bankFor("98105512"));
      refuses(ErrorCode.BANK_DRAINING, () -> parties.verification(party));
      assertThat(party.bank().messages).isEmpty();
      change(party, Bank.State.ACTIVE, "contract goes on");
      assertThat(routes.bankFor("98105512")).contains(party.bankId());
    }
  }

  @Test
  void aVerificationThatWasIntendedBeforeIsNotSent() {
    try (Party party = parties.open();
        EnteredCard card = cards.enter(TestCards.VISA, "123")) {
      ExchangeRow.Key key = parties.verification(party);
      change(party, Bank.State.DRAINING, "contract ends");

      Settled settled = exchanges.verify(key.familyId(), key.messageId(), card);

      assertThat(settled.outcome()).isEqualTo(Outcome.NOT_SENT);
      assertThat(party.bank().messages).isEmpty();
    }
  }

  @Test
  void whatTheBankWasAskedBeforeMayEnd() {
    try (Party party = parties.open();
        EnteredCard card = cards.enter(TestCards.VISA, "123")) {
      party
          .bank()
          .script
          .add(message -> {
            change(party, Bank.State.DRAINING, "contract ends");
            return party.bank().answers().codeRequired(message, "ref-1");
          });
      ExchangeRow.Key first = parties.verification(party);
      Settled asked = exchanges.verify(first.familyId(), first.messageId(), card);

      ExchangeRow.Key second = parties.verificationCode(party, first.messageId(), "ref-1");
      Settled settled =
          exchanges.verifyCode(second.familyId(), second.messageId(), BankCode.of("246810"));

      assertThat(asked.outcome()).isEqualTo(Outcome.CODE_REQUIRED);
      assertThat(settled.outcome()).isEqualTo(Outcome.APPROVED);
    }
  }

  @Test
  void whileABankDrainsItsCardsPayAndRefundsAndReversalsGoOn() {
    try (Party party = parties.open()) {
      change(party, Bank.State.DRAINING, "contract ends");

      ExchangeRow.Key sale = parties.authorization(party);
      send(sale);
      ExchangeRow.Key refund = parties.refund(party, sale);
      send(refund);
      for (int i = 0; i < 10; i++) {
        party
            .bank()
            .script
            .add(message ->
                message.member("kind").equals("reversal")
                    ? party.bank().answers().honest(message)
                    : null);
      }
      ExchangeRow.Key lost = parties.authorization(party);
      send(lost);

      assertThat(heard.of(sale.messageId())).containsExactly(Outcome.APPROVED);
      assertThat(heard.of(refund.messageId())).containsExactly(Outcome.APPROVED);
      heard.await(lost.messageId(), Outcome.REVERSED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "state = 'ACTIVE'",
        "state_reason = 'another'",
        "state_reason = null",
        "state_since = state_since - interval '1 day'",
        "state_since = null, state_reason = null"
      })
  void whoWritesTheDatabaseChangesNoState(String change) {
    try (Party party = parties.open()) {
      change(party, Bank.State.SUSPENDED, "first");
      parties.write("create table kept_bank as select * from bank", Map.of());
      parties.write(
          "update bank set " + change + " where bank_id = :bank", Map.of("bank", party.bankId()));
      try {
        refuses(ErrorCode.ROW_REFUSED, () -> banks.find(party.bankId()));
      } finally {
        parties.write(
            "update bank b set state = k.state, state_reason = k.state_reason, state_since ="
                + " k.state_since from kept_bank k where k.bank_id = b.bank_id",
            Map.of());
        parties.write("drop table kept_bank", Map.of());
      }
    }
  }

  /** As a row stands that was written before anybody kept why and since when. */
  @Test
  void aRowFromBeforeChecksAsItIs() {
    try (Party party = parties.open()) {
      QuarkusTransaction.requiringNew()
          .run(() -> {
            BankRow row = entities.find(BankRow.class, party.bankId());
            row.stateSince = null;
            row.state = Bank.State.SUSPENDED;
          });

      Bank bank = banks.find(party.bankId()).orElseThrow();

      assertThat(bank.since()).isNull();
      assertThat(bank.reason()).isNull();
      assertThat(change(party, Bank.State.ACTIVE, "over").since()).isNotNull();
    }
  }

  private Bank change(Party party, Bank.State state, String reason) {
    String actor = "operator of " + state;
    return switch (state) {
      case ACTIVE -> banks.resume(actor, party.bankId(), reason);
      case DRAINING -> banks.drain(actor, party.bankId(), reason);
      case SUSPENDED -> banks.suspend(actor, party.bankId(), reason);
    };
  }

  /** What the trail has of the bank, the newest first. */
  private List<AuditTrail.Entry> entries(Party party) {
    String subject = TypeId.of(IdKind.BANK, party.bankId());
    return QuarkusTransaction.requiringNew().call(() -> trail.page(null, subject, 100));
  }

  private void send(ExchangeRow.Key key) {
    exchanges.send(key.familyId(), key.messageId()).toCompletableFuture().join();
  }
}
