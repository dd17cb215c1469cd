package org.cardnym.vault.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.payer.TestPayers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
class CardSweepTest {
  @Inject CardSweep sweep;
  @Inject HoldPurge holds;
  @Inject Cards cards;
  @Inject TestCards test;
  @Inject Payers payers;
  @Inject EntityManager entities;
  @Inject Alarms alarms;

  private final UUID bank = UUID.randomUUID();
  private UUID payer;

  @BeforeEach
  void aPayer() {
    payer = TestPayers.begun(payers);
  }

  @Test
  void aCardThatWaitedTooLongIsRemovedWithItsLimits() {
    UUID card = test.waiting(payer, bank, TestCards.VISA);
    age(card, 16);

    sweep();

    assertThat(exists("card", card)).isFalse();
    assertThat(exists("card_limit", card)).isFalse();
  }

  @Test
  void aCardThatWaitsSinceLessThanFifteenMinutesStays() {
    UUID card = test.waiting(payer, bank, TestCards.VISA);
    age(card, 14);

    sweep();

    assertThat(exists("card", card)).isTrue();
  }

  @Test
  void aVerifiedCardStaysHoweverOld() {
    UUID card = test.verified(payer, bank, TestCards.VISA, false);
    age(card, 1_000);

    sweep();

    assertThat(exists("card", card)).isTrue();
  }

  @Test
  void anActiveCardMadeToWaitByHandStaysAndRaisesTheAlarm() {
    UUID card = test.verified(payer, bank, TestCards.VISA, true);
    forge(card, "state = 'WAITING', entered_at = now() - interval '1 hour'");

    sweep();

    assertThat(exists("card", card)).isTrue();
    assertThat(exists("card_limit", card)).isTrue();
    alarms.await(TypeId.of(IdKind.CARD, card));
  }

  @Test
  void aForgedCardDoesNotKeepOthersFromBeingRemoved() {
    UUID forged = test.verified(payer, bank, TestCards.VISA, true);
    UUID late = test.waiting(payer, bank, TestCards.VISA);
    age(late, 16);
    forge(forged, "state = 'WAITING', entered_at = now() - interval '1 hour'");

    sweep();

    assertThat(exists("card", late)).isFalse();
    assertThat(exists("card", forged)).isTrue();
  }

  @Test
  void aVerdictThatComesAfterTheSweepChangesNothing() {
    UUID card = test.waiting(payer, bank, TestCards.VISA);
    age(card, 16);
    sweep();

    assertThat(QuarkusTransaction.requiringNew().call(() -> cards.verified(payer, card, true)))
        .isFalse();
  }

  @Test
  void endedHoldsOfLongAgoGoButLiveOnesStay() {
    UUID card = UUID.randomUUID();
    hold(card, "USED");
    hold(card, "RELEASED");
    hold(card, "LIVE");

    holds.purge(Instant.now().minus(holds.terms().keep()), null, 100);

    assertThat(count("card_hold", card)).isEqualTo(1);
  }

  private void sweep() {
    sweep.purge(Instant.now().minus(sweep.terms().keep()), null, 100);
  }

  /** As the vault itself would have written it. */
  private void age(UUID card, int minutes) {
    QuarkusTransaction.requiringNew()
        .run(() ->
            entities.find(CardRow.class, new CardRow.Key(payer, card)).enteredAt =
                Instant.now().minus(minutes, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.MICROS));
  }

  private void forge(UUID card, String change) {
    QuarkusTransaction.requiringNew()
        .run(() ->
            entities
                .createNativeQuery("update card set " + change + " where card_id = :card")
                .setParameter("card", card)
                .executeUpdate());
  }

  private void hold(UUID card, String state) {
    QuarkusTransaction.requiringNew()
        .run(() ->
            entities
                .createNativeQuery(
                    "insert into card_hold values (:payer, :payment, :card, 'EUR', 1, current_date - 40, false, :state, now(), 1, 1, '', false, false)")
                .setParameter("payer", payer)
                .setParameter("payment", UUID.randomUUID())
                .setParameter("card", card)
                .setParameter("state", state)
                .executeUpdate());
  }

  private boolean exists(String table, UUID card) {
    return count(table, card) > 0;
  }

  private long count(String table, UUID card) {
    return QuarkusTransaction.requiringNew()
        .call(() ->
            ((Number)
                    entities
                        .createNativeQuery(
                            "select count(*) from " + table + " where card_id = :card")
                        .setParameter("card", card)
                        .getSingleResult())
                .longValue());
  }
}
