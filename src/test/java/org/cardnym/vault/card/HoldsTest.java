package org.cardnym.vault.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.Refusals.refuses;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.money.Money;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.payer.TestPayers;
import org.cardnym.vault.refusal.ErrorCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The card allows 500.00 EUR a payment and 1000.00 EUR a day. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
class HoldsTest {
  private static final ZoneId EARLIEST = ZoneOffset.ofHours(-12);
  private static final ZoneId LATEST = ZoneOffset.ofHours(14);

  @Inject Holds holds;
  @Inject Cards cards;
  @Inject TestCards test;
  @Inject Payers payers;
  @Inject Alarms alarms;
  @Inject EntityManager entities;

  private UUID payer;
  private UUID card;

  @BeforeEach
  void anActiveCard() {
    payer = TestPayers.begun(payers);
    card = test.verified(payer, UUID.randomUUID(), TestCards.VISA, true);
  }

  @Test
  void parallelHoldsNeverPassTheDaysLimit() throws Exception {
    var places = new ArrayList<Callable<HoldAnswer>>();
    for (int i = 0; i < 20; i++) {
      places.add(() -> place(UUID.randomUUID(), 10_000));
    }

    long held = 0;
    try (var threads = Executors.newFixedThreadPool(20)) {
      for (Future<HoldAnswer> answer : threads.invokeAll(places)) {
        held += answer.get().held() ? 1 : 0;
      }
    }

    assertThat(held).isEqualTo(10);
    assertThat(place(UUID.randomUUID(), 1)).isEqualTo(HoldAnswer.OVER_DAY_LIMIT);
  }

  @Test
  void aPaymentThatWasPutBackIsNotHeldAgain() {
    UUID payment = UUID.randomUUID();
    place(payment, 100);

    refuses(ErrorCode.ROW_REFUSED, () -> place(payment, 100));

    alarms.await(TypeId.of(IdKind.PAYMENT, payment));
  }

  @Test
  void moreThanAPaymentMayTakeIsNotHeld() {
    assertThat(place(UUID.randomUUID(), 50_001)).isEqualTo(HoldAnswer.OVER_PAYMENT_LIMIT);
    assertThat(place(UUID.randomUUID(), 50_000)).isEqualTo(HoldAnswer.HELD);
  }

  @Test
  void aCurrencyWithoutALimitIsRefused() {
    var dollars =
        new HoldAsk(
            payer,
            card,
            UUID.randomUUID(),
            new Money(1, "USD"),
            ZoneOffset.UTC,
            false,
            false,
            false,
            null,
            List.of());

    assertThat(QuarkusTransaction.requiringNew().call(() -> holds.place(dollars)).answer())
        .isEqualTo(HoldAnswer.NO_LIMIT);
  }

  @Test
  void aWaitingCardHoldsNothing() {
    card = test.waiting(payer, UUID.randomUUID(), TestCards.VISA);

    assertThat(place(UUID.randomUUID(), 1)).isEqualTo(HoldAnswer.CARD_NOT_USABLE);
  }

  @Test
  void aRemovedCardHoldsNothingButItsHoldsCanEnd() {
    UUID payment = UUID.randomUUID();
    place(payment, 1);

    QuarkusTransaction.requiringNew().run(() -> cards.remove(payer, card));

    assertThat(place(UUID.randomUUID(), 1)).isEqualTo(HoldAnswer.NO_LIMIT);
    assertThat(use(payment)).isTrue();
  }

  @Test
  void aReleasedHoldMakesRoomAndIsNotPlacedAgain() {
    UUID payment = UUID.randomUUID();
    place(payment, 50_000);
    place(UUID.randomUUID(), 50_000);

    assertThat(release(payment)).isTrue();

    refuses(ErrorCode.ROW_REFUSED, () -> place(payment, 50_000));
    assertThat(place(UUID.randomUUID(), 50_000)).isEqualTo(HoldAnswer.HELD);
  }

  @Test
  void aUsedHoldStaysUsed() {
    UUID payment = UUID.randomUUID();
    place(payment, 50_000);

    assertThat(use(payment)).isTrue();

    assertThat(release(payment)).isFalse();
    assertThat(use(payment)).isFalse();
    place(UUID.randomUUID(), 50_000);
    assertThat(place(UUID.randomUUID(), 1)).isEqualTo(HoldAnswer.OVER_DAY_LIMIT);
  }

  @Test
  void aHoldThatWasNeverPlacedNeitherUsesNorReleases() {
    assertThat(use(UUID.randomUUID())).isFalse();
    assertThat(release(UUID.randomUUID())).isFalse();
  }

  @Test
  void theNextDayBeginsAnew() {
    fillTheDay(ZoneOffset.UTC);

    TestClock.ahead(Duration.ofDays(1));

    assertThat(place(UUID.randomUUID(), 50_000)).isEqualTo(HoldAnswer.HELD);
  }

  @Test
  void theDayIsThePayersAndIsNotLeftBackwards() {
    fillTheDay(EARLIEST);

    assertThat(place(UUID.randomUUID(), 1, EARLIEST)).isEqualTo(HoldAnswer.OVER_DAY_LIMIT);
    fillTheDay(LATEST);
    assertThat(place(UUID.randomUUID(), 1, EARLIEST)).isEqualTo(HoldAnswer.OVER_DAY_LIMIT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update card_limit set per_payment = 90000 where card_id = :card",
        "update card_limit set per_day = 900000 where card_id = :card",
        "update card_limit set day_holds = 0 where card_id = :card",
        "update card_limit set day = day - 1 where card_id = :card",
        "update card_limit set currency = 'USD' where card_id = :card"
      })
  void aLimitChangedInTheDatabaseIsRefused(String change) {
    place(UUID.randomUUID(), 1);

    write(change);

    String currency = change.contains("USD") ? "USD" : "EUR";
    refuses(
        ErrorCode.ROW_REFUSED,
        () -> place(UUID.randomUUID(), new Money(1, currency), ZoneOffset.UTC));
    alarms.await(TypeId.of(IdKind.CARD, card) + "/" + currency);
  }

  @Test
  void aLimitWrittenIntoTheDatabaseIsRefused() {
    write(
        "insert into card_limit select payer_id, card_id, 'USD', per_payment, per_day, day, day_holds, revision, mac_version, mac"
            + " from card_limit where card_id = :card");

    refuses(
        ErrorCode.ROW_REFUSED, () -> place(UUID.randomUUID(), new Money(1, "USD"), ZoneOffset.UTC));
    alarms.await(TypeId.of(IdKind.CARD, card) + "/USD");
  }

  @Test
  void aLimitOfAnotherCardIsRefused() {
    UUID rich = test.verified(payer, UUID.randomUUID(), TestCards.VISA, true);
    write("delete from card_limit where card_id = :card");

    QuarkusTransaction.requiringNew()
        .run(() ->
            entities
                .createNativeQuery("update card_limit set card_id = :card where card_id = :rich")
                .setParameter("card", card)
                .setParameter("rich", rich)
                .executeUpdate());

    refuses(ErrorCode.ROW_REFUSED, () -> place(UUID.randomUUID(), 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update card_hold set state = 'RELEASED' where card_id = :card",
        "update card_hold set amount = 1 where card_id = :card",
        "update card_hold set new_browser = true where card_id = :card",
        "update card_hold set day = day - 1 where card_id = :card",
        "update card_hold set currency = 'USD' where card_id = :card",
        "delete from card_hold where card_id = :card"
      })
  void roomThatTheDatabaseMadeIsRefused(String change) {
    place(UUID.randomUUID(), 50_000);

    write(change);

    refuses(ErrorCode.ROW_REFUSED, () -> place(UUID.randomUUID(), 1));
  }

  @Test
  void aLimitedCardThatTheDatabaseMadeActiveIsRefused() {
    card = test.verified(payer, UUID.randomUUID(), TestCards.VISA, false);
    assertThat(place(UUID.randomUUID(), 1)).isEqualTo(HoldAnswer.OVER_POLICY);

    write("update card set state = 'ACTIVE' where card_id = :card");

    refuses(ErrorCode.ROW_REFUSED, () -> place(UUID.randomUUID(), 1));
    alarms.await(TypeId.of(IdKind.CARD, card));
  }

  private void fillTheDay(ZoneId zone) {
    assertThat(place(UUID.randomUUID(), 50_000, zone)).isEqualTo(HoldAnswer.HELD);
    assertThat(place(UUID.randomUUID(), 50_000, zone)).isEqualTo(HoldAnswer.HELD);
  }

  private HoldAnswer place(UUID payment, long cents) {
    return place(payment, cents, ZoneOffset.UTC);
  }

  private HoldAnswer place(UUID payment, long cents, ZoneId zone) {
    return place(payment, new Money(cents, "EUR"), zone);
  }

  private HoldAnswer place(UUID payment, Money amount, ZoneId zone) {
    var ask = new HoldAsk(payer, card, payment, amount, zone, false, false, false, null, List.of());
    return QuarkusTransaction.requiringNew().call(() -> holds.place(ask)).answer();
  }

  private boolean use(UUID payment) {
    return QuarkusTransaction.requiringNew().call(() -> holds.use(payer, payment));
  }

  private boolean release(UUID payment) {
    return QuarkusTransaction.requiringNew().call(() -> holds.release(payer, payment));
  }

  private void write(String statement) {
    int rows =
        QuarkusTransaction.requiringNew()
            .call(() ->
                entities.createNativeQuery(statement).setParameter("card", card).executeUpdate());
    assertThat(rows).isEqualTo(1);
  }
}
