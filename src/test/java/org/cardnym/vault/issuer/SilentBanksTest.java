package org.cardnym.vault.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.audit.AuditTrail;
import org.cardnym.vault.card.EnteredCard;
import org.cardnym.vault.card.TestCards;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.TestBanks.Party;
import org.junit.jupiter.api.Test;

/** A bank that does not answer costs its own payments, and no message that must come to an end. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(FewPlaces.class)
class SilentBanksTest {
  @Inject TestBanks parties;
  @Inject TestCards cards;
  @Inject Exchanges exchanges;
  @Inject Gates gates;
  @Inject LinkViews views;
  @Inject AuditTrail trail;
  @Inject MeterRegistry meters;
  @Inject Tables tables;
  @Inject Heard heard;

  @Test
  void aSilentBankTakesNoPlaceOfAnother() throws InterruptedException {
    try (Party silent = parties.open();
        Party other = parties.open()) {
      var arrived = new CountDownLatch(3);
      for (int i = 0; i < 3; i++) {
        silent
            .bank()
            .script
            .add(message -> {
              arrived.countDown();
              return null;
            });
      }
      List<ExchangeRow.Key> held =
          Stream.generate(() -> parties.authorization(silent)).limit(3).toList();
      ExchangeRow.Key late = parties.authorization(silent);
      ExchangeRow.Key elsewhere = parties.authorization(other);
      List<CompletableFuture<Void>> waiting = held.stream().map(this::begin).toList();
      arrived.await();
      double busy = heldBack("busy");

      CompletableFuture<Void> turnedAway = begin(late);
      send(elsewhere);

      assertThat(heard.of(elsewhere.messageId())).containsExactly(Outcome.APPROVED);
      assertThat(waiting).noneMatch(CompletableFuture::isDone);
      waiting.forEach(CompletableFuture::join);
      turnedAway.join();
      assertThat(reasons(late).getFirst()).isEqualTo("busy");
      assertThat(heldBack("busy")).isGreaterThan(busy);
      assertThat(parties.view(late).uncertain()).isFalse();
    }
  }

  @Test
  void aLinkThatIsDownHoldsFirstTransmissionsBackUntilTheirWindowEnds() {
    try (Party party = parties.open()) {
      takeDown(party);
      party.bank().start();
      double before = heldBack("down");
      int opened = opened(party);
      ExchangeRow.Key key = parties.authorization(party);

      send(key);

      assertThat(heard.of(key.messageId())).containsExactly(Outcome.NOT_SENT);
      assertThat(reasons(key)).containsOnly("down").hasSizeGreaterThan(3);
      assertThat(parties.view(key).uncertain()).isFalse();
      assertThat(party.bank().messages).isEmpty();
      assertThat(heldBack("down")).isGreaterThan(before + 3);
      assertThat(opened(party)).as("no card is opened for what can't go").isEqualTo(opened);
    }
  }

  @Test
  void aVerificationIsNotAskedOfABankThatIsDown() {
    try (Party party = parties.open();
        EnteredCard card = cards.enter(TestCards.VISA, "123")) {
      takeDown(party);
      party.bank().start();
      ExchangeRow.Key key = parties.verification(party);

      Settled settled = exchanges.verify(key.familyId(), key.messageId(), card);

      assertThat(settled.outcome()).isEqualTo(Outcome.NOT_SENT);
      assertThat(party.bank().messages).isEmpty();
    }
  }

  @Test
  void aRefundPassesALinkThatIsDownAndItsAnswerBringsTheLinkUp() {
    try (Party party = parties.open()) {
      ExchangeRow.Key sale = parties.authorization(party);
      send(sale);
      takeDown(party);
      party.bank().start();
      party.bank().script.add(message -> party.bank().answers().declined(message, "13"));
      ExchangeRow.Key refund = parties.refund(party, sale);

      send(refund);

      assertThat(heard.of(refund.messageId())).containsExactly(Outcome.DECLINED);
      assertThat(down(party)).isFalse();
      ExchangeRow.Key next = parties.authorization(party);
      send(next);
      assertThat(heard.of(next.messageId())).containsExactly(Outcome.APPROVED);
    }
  }

  @Test
  void whatMayHaveArrivedIsRepeatedWhileTheLinkIsDown() {
    try (Party party = parties.open()) {
      party.bank().script.add(message -> null);
      party.bank().script.add(message -> null);
      List<ExchangeRow.Key> keys =
          Stream.generate(() -> parties.authorization(party)).limit(2).toList();

      keys.stream().map(this::begin).toList().forEach(CompletableFuture::join);

      assertThat(keys)
          .allSatisfy(key -> {
            assertThat(heard.of(key.messageId())).containsExactly(Outcome.APPROVED);
            assertThat(reasons(key)).containsExactly("deadline", "answered");
          });
      assertThat(down(party)).isFalse();
    }
  }

  @Test
  void aReversalPassesALinkThatIsDown() {
    try (Party party = parties.open()) {
      for (int i = 0; i < 6; i++) {
        party
            .bank()
            .script
            .add(message ->
                message.member("kind").equals("reversal")
                    ? party.bank().answers().honest(message)
                    : null);
      }
      ExchangeRow.Key key = parties.authorization(party);

      send(key);

      heard.await(key.messageId(), Outcome.REVERSED);
      assertThat(heard.of(key.messageId())).containsExactly(Outcome.REVERSING, Outcome.REVERSED);
      assertThat(down(party)).isFalse();
    }
  }

  @Test
  void anAnswerThatIsNotTheBanksDoesNotBringTheLinkUp() {
    try (Party party = parties.open()) {
      ExchangeRow.Key sale = parties.authorization(party);
      send(sale);
      takeDown(party);
      party.bank().start();
      for (int i = 0; i < 100; i++) {
        party.bank().script.add(message -> FakeBank.Reaction.jose("garbage"));
      }
      CompletableFuture<Void> refund = begin(parties.refund(party, sale));
      tables.await(
          true,
          "select transmissions >= 3 from exchange where kind = 'REFUND' and bank_id = ?1",
          party.bankId());

      assertThat(down(party)).isTrue();

      party.bank().script.clear();
      refund.join();
      assertThat(down(party)).isFalse();
    }
  }

  @Test
  void everyReplicaThatLivesIsShown() {
    try (Party party = parties.open()) {
      assertThat(views.of(List.of(party.bankId()))).isEmpty();
      send(parties.authorization(party));
      awaitLink(party, LinkView.State.UP);
      takeDown(party);
      awaitLink(party, LinkView.State.DOWN);
      replica(party, "now() - interval '2 minutes'");

      LinkView alone = view(party);
      replica(party, "now()");
      LinkView beside = view(party);

      assertThat(alone.replicas()).isEqualTo(1);
      assertThat(alone.down()).isEqualTo(1);
      assertThat(alone.since()).isNotNull();
      assertThat(alone.reason()).isNotNull().matches("[A-Za-z_]+");
      assertThat(beside.state()).isEqualTo(LinkView.State.DOWN);
      assertThat(beside.replicas()).isEqualTo(2);
      assertThat(beside.down()).isEqualTo(1);
    }
  }

  /** Two transmissions that fail; the bank is stopped. */
  private void takeDown(Party party) {
    party.bank().stop();
    send(parties.authorization(party));
    assertThat(down(party)).isTrue();
    party.bank().messages.clear();
  }

  /** Another replica, last seen then, whose link to the bank is up. */
  private void replica(Party party, String seen) {
    Map<String, ?> bank = Map.of("bank", party.bankId());
    parties.write(
        "with other as (insert into replica (replica_id, epochs, started_at, seen_at) values"
            + " (gen_random_uuid(), '', now(), "
            + seen
            + ") returning replica_id) insert into bank_link select :bank, replica_id, false, now(),"
            + " null from other",
        bank);
  }

  private void awaitLink(Party party, LinkView.State state) {
    tables.await(
        1L,
        "select count(*) from bank_link where bank_id = ?1 and down = ?2",
        party.bankId(),
        state == LinkView.State.DOWN);
    assertThat(view(party).state()).isEqualTo(state);
  }

  private LinkView view(Party party) {
    return Objects.requireNonNull(views.of(List.of(party.bankId())).get(party.bankId()));
  }

  private boolean down(Party party) {
    return Objects.requireNonNull(gates.views().get(party.bankId())).down();
  }

  private double heldBack(String why) {
    return meters.get("cardnym_transmissions_held_back").tag("outcome", why).counter().count();
  }

  /** Why each transmission ended, the first one first. */
  private List<String> reasons(ExchangeRow.Key key) {
    return entries(TypeId.of(IdKind.MESSAGE, key.messageId())).reversed().stream()
        .filter(entry -> "MESSAGE_ENDED".equals(entry.action()))
        .map(entry -> entry.facts().get("reason"))
        .toList();
  }

  private List<AuditTrail.Entry> entries(String subject) {
    return QuarkusTransaction.requiringNew().call(() -> trail.page(null, subject, 100));
  }

  private int opened(Party party) {
    return (int)
        entries(TypeId.of(IdKind.CARD, party.cardId())).stream()
            .filter(entry -> "CARD_RECORD_OPENED".equals(entry.action()))
            .count();
  }

  private CompletableFuture<Void> begin(ExchangeRow.Key key) {
    return exchanges.send(key.familyId(), key.messageId()).toCompletableFuture();
  }

  private void send(ExchangeRow.Key key) {
    begin(key).join();
  }
}
