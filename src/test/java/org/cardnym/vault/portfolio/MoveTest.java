package org.cardnym.vault.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cardnym.vault.Refusals.refuses;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.card.CardMoves;
import org.cardnym.vault.card.CardRef;
import org.cardnym.vault.card.Cards;
import org.cardnym.vault.card.TestCards;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.HouseBank;
import org.cardnym.vault.issuer.Route;
import org.cardnym.vault.issuer.Routes;
import org.cardnym.vault.issuer.SoldBank;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.payer.TestPayers;
import org.cardnym.vault.refusal.ErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The house bank has taken over the cards of another, which no number is routed to any more. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class MoveTest {
  private static final byte[] SEALED = {7};
  private static final String AUTHORIZATION = "authorization";

  @Inject TestHouse test;
  @Inject HouseBank house;
  @Inject Shoppers shoppers;
  @Inject Payers payers;
  @Inject Cards cards;
  @Inject CardMoves cardMoves;
  @Inject TestCards testCards;
  @Inject Routes routes;
  @Inject Moves moves;
  @Inject Movers movers;
  @Inject Alarms alarms;
  @Inject Tables tables;
  private Shop shop;
  private SoldBank sold;
  private MoveSweep replica;

  @BeforeEach
  void open() {
    shop = test.open();
    sold = house.another();
    replica = movers.replica();
  }

  @AfterEach
  void close() {
    tables.write("delete from bank_move where state = 'RUNNING'");
    sold.close();
  }

  @Test
  void newPaymentsGoToTheOtherBankAndThoseOfBeforeStayWithTheOldOne() {
    Shopper shopper = shoppers.withoutCard();
    UUID card = testCards.verified(shopper.id(), sold.id(), TestCards.VISA, true);
    Purchase before = paid(shopper);
    byte[] record = record(card);

    MoveView view = movers.drive(movers.begun(sold.id(), house.id()), replica);
    Purchase after = paid(shopper);
    String back = shop.giveBack(before, 500);

    assertThat(view.total()).isEqualTo(1);
    assertThat(view.tally()).isEqualTo(new MoveTally(1, 0, 0, 0));
    assertThat(view.left()).isZero();
    assertThat(record(card)).isNotEqualTo(record);
    assertThat(shop.refunded(before, back)).isEqualTo("succeeded");
    assertThat(sold.kindsFor(before.id())).containsExactly(AUTHORIZATION, "refund");
    assertThat(house.kindsFor(before.id())).isEmpty();
    assertThat(house.kindsFor(after.id())).containsExactly(AUTHORIZATION);
    assertThat(sold.kindsFor(after.id())).isEmpty();
    assertThat(actions(TypeId.of(IdKind.CARD, card))).asString().contains("CARD_MOVED");
    assertThat(actions(TypeId.of(IdKind.MOVE, view.id())))
        .isEqualTo("BANK_MOVE_BEGUN CARDS_LOOKED_AT BANK_MOVE_ENDED");
  }

  @Test
  void theOldBankIsLentNothingMore() {
    Owner owner = owner(TestCards.VISA);

    movers.drive(movers.begun(sold.id(), house.id()), replica);

    refuses(ErrorCode.ROW_REFUSED, () -> lend(owner, sold.id()));
    assertThat(lend(owner, house.id())).isEqualTo(SEALED);
  }

  @Test
  void aCardWithAMessageUnderWayIsPassedOverAndComesLater() {
    Shopper shopper = shoppers.withoutCard();
    UUID card = testCards.verified(shopper.id(), sold.id(), TestCards.VISA, true);
    Purchase purchase = shop.sell(shopper.alias(), 1999);
    Visitor visitor = new Visitor().at(shop, purchase);
    sold.staysSilent(1);
    CompletableFuture<String> outcome =
        CompletableFuture.supplyAsync(() -> {
          visitor.prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper));
          return visitor.outcome(purchase);
        });
    tables.await(
        1L,
        "select count(*) from exchange where card_id = ?1 and state in ('SENDING', 'WAITING')",
        card);
    UUID move = movers.begun(sold.id(), house.id());

    replica.tick();
    replica.tick();

    assertThat(movers.view(move).left()).isEqualTo(1);
    assertThat(bankOf(card)).isEqualTo(sold.id());
    assertThat(outcome.orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo("approved");
    assertThat(movers.drive(move, replica).tally().moved()).isEqualTo(1);
    assertThat(bankOf(card)).isEqualTo(house.id());
    assertThat(sold.kindsFor(purchase.id())).contains(AUTHORIZATION);
    assertThat(house.kindsFor(purchase.id())).isEmpty();
  }

  @Test
  void aCardThatAPaymentIsCommittingWithIsPassedOver() throws Exception {
    Owner owner = owner(TestCards.VISA);
    UUID move = movers.begun(sold.id(), house.id());
    var chosen = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    CompletableFuture<UUID> payment =
        CompletableFuture.supplyAsync(() ->
            QuarkusTransaction.requiringNew()
                .call(() -> {
                  UUID bank = cards.usable(owner.payer()).orElseThrow().bankId();
                  chosen.countDown();
                  release.await();
                  return bank;
                }));
    chosen.await();

    replica.tick();
    replica.tick();

    assertThat(bankOf(owner.card())).isEqualTo(sold.id());
    assertThat(movers.view(move).state()).isEqualTo("running");
    release.countDown();
    assertThat(payment.orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo(sold.id());
    movers.drive(move, replica);
    assertThat(cards.usable(owner.payer()).orElseThrow().bankId()).isEqualTo(house.id());
  }

  @Test
  void aPaymentThatMeetsAMoveWaitsForItAndGoesToTheOtherBank() {
    Owner owner = owner(TestCards.VISA);
    UUID move = movers.begun(sold.id(), house.id());

    CompletableFuture<UUID> payment =
        QuarkusTransaction.requiringNew()
            .call(() -> {
              moveHere(owner, move);
              CompletableFuture<UUID> beside =
                  CompletableFuture.supplyAsync(() ->
                      QuarkusTransaction.requiringNew()
                          .call(() -> cards.usable(owner.payer()).orElseThrow().bankId()));
              tables.await(
                  1L,
                  "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query"
                      + " like '%from card %for share%'");
              return beside;
            });

    assertThat(payment.orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo(house.id());
  }

  @Test
  void paymentsThatRaceWithTheMoveEndOnceWithOneBank() {
    var buyers = new ArrayList<Shopper>();
    for (int i = 0; i < 6; i++) {
      Shopper shopper = shoppers.withoutCard();
      testCards.verified(shopper.id(), sold.id(), TestCards.VISA, true);
      buyers.add(shopper);
    }
    List<String> codes = buyers.stream().map(shoppers::freshCode).toList();
    List<Purchase> all = buyers.stream().map(buyer -> shop.sell(buyer.alias(), 100)).toList();
    List<Visitor> visitors =
        all.stream().map(purchase -> new Visitor().at(shop, purchase)).toList();
    UUID move = movers.begun(sold.id(), house.id());

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < buyers.size(); i++) {
        int each = i;
        threads.submit(
            () -> visitors.get(each).prove(all.get(each), Shoppers.PASSWORD, codes.get(each)));
      }
      movers.drive(move, replica);
    }

    for (int i = 0; i < buyers.size(); i++) {
      assertThat(visitors.get(i).outcome(all.get(i))).isEqualTo("approved");
      String id = all.get(i).id();
      assertThat(sold.kindsFor(id).size() + house.kindsFor(id).size()).isEqualTo(1);
    }
    assertThat(movers.view(move).tally().moved()).isEqualTo(buyers.size());
  }

  @Test
  void whatBreaksInTheMiddleLeavesTheCardWithTheOldBankAndIsTakenUpAgain() {
    Owner owner = owner(TestCards.VISA);
    UUID move = movers.begun(sold.id(), house.id());

    assertThatThrownBy(() ->
            QuarkusTransaction.requiringNew()
                .run(() -> {
                  moveHere(owner, move);
                  throw new IllegalStateException("killed");
                }))
        .hasMessageContaining("killed");

    assertThat(lend(owner, sold.id())).isEqualTo(SEALED);
    assertThat(movers.drive(move, movers.replica()).tally().moved()).isEqualTo(1);
    assertThat(lend(owner, house.id())).isEqualTo(SEALED);
  }

  @Test
  void twoReplicasMoveAtOnceAndNoCardTwice() {
    List<Owner> owners = owners(45);
    UUID move = movers.begun(sold.id(), house.id());
    MoveSweep other = movers.replica();

    CompletableFuture<?> beside = CompletableFuture.runAsync(() -> movers.drive(move, other));
    movers.drive(move, replica);
    beside.orTimeout(60, TimeUnit.SECONDS).join();

    assertThat(movers.view(move).tally().moved()).isEqualTo(45);
    assertThat(
            tables.read(
                "select count(*) from audit_entry where action = 'CARD_MOVED' and facts like ?1",
                "%" + TypeId.of(IdKind.BANK, sold.id()) + "%"))
        .isEqualTo(45L);
    owners.forEach(owner -> assertThat(lend(owner, house.id())).isEqualTo(SEALED));
  }

  @Test
  void aCardThatDoesNotCheckStaysIsCountedAndKeepsNoOther() {
    List<Owner> owners = owners(4);
    Owner forged = owners.get(2);
    UUID other = TestPayers.active(payers);
    UUID misbound = testCards.verified(other, house.id(), TestCards.VISA, true);
    testCards.misbound(other, misbound, sold.id());
    String later =
        "update card set entered_at = entered_at + interval '%s second' where card_id = ?1";
    tables.write(later.formatted("1"), forged.card());

    MoveView view = movers.drive(movers.begun(sold.id(), house.id()), replica);

    assertThat(view.tally()).isEqualTo(new MoveTally(3, 0, 0, 2));
    assertThat(view.left()).isEqualTo(2);
    assertThat(bankOf(forged.card())).isEqualTo(sold.id());
    assertThat(bankOf(misbound)).isEqualTo(sold.id());
    alarms.await(TypeId.of(IdKind.CARD, forged.card()));
    alarms.await(TypeId.of(IdKind.CARD, misbound));

    tables.write(later.formatted("-1"), forged.card());
    assertThat(movers.drive(movers.begun(sold.id(), house.id()), replica).tally().moved())
        .isEqualTo(1);
  }

  @Test
  void aMoveWrittenPastTheVaultMovesNothing() {
    Owner owner = owner(TestCards.VISA);
    UUID move = movers.begun(sold.id(), house.id());
    try (SoldBank thief = house.another()) {
      tables.write("update bank_move set to_bank = ?1 where move_id = ?2", thief.id(), move);

      replica.tick();

      assertThat(bankOf(owner.card())).isEqualTo(sold.id());
      alarms.await(TypeId.of(IdKind.MOVE, move));
      refuses(ErrorCode.ROW_REFUSED, () -> movers.view(move));
    }
  }

  @Test
  void whatIsOutsideTheRangeOrLedElsewhereStays() {
    Owner visa = owner(TestCards.VISA);
    Owner amex = owner(TestCards.AMEX);
    try (SoldBank third = house.another()) {
      MoveView ranged =
          movers.drive(movers.begun(sold.id(), house.id(), "411111", "411119"), replica);
      Route narrow = routes.add("test", third.id(), "37828224", "37828224");
      MoveView all;
      try {
        refuses(
            ErrorCode.MOVE_UNROUTED, () -> movers.begun(sold.id(), house.id(), "378282", "378282"));
        all = movers.drive(movers.begun(sold.id(), house.id()), replica);
      } finally {
        routes.remove("test", third.id(), narrow.id());
      }

      assertThat(ranged.tally()).isEqualTo(new MoveTally(1, 1, 0, 0));
      assertThat(bankOf(visa.card())).isEqualTo(house.id());
      assertThat(all.tally()).isEqualTo(new MoveTally(0, 0, 1, 0));
      assertThat(bankOf(amex.card())).isEqualTo(sold.id());
    }
  }

  @Test
  void aCardThatWaitsForTheOldBankIsWaitedFor() {
    UUID payer = TestPayers.active(payers);
    UUID card = testCards.waiting(payer, sold.id(), TestCards.VISA);
    UUID move = movers.begun(sold.id(), house.id());

    replica.tick();
    replica.tick();
    assertThat(movers.view(move).left()).isEqualTo(1);
    assertThat(movers.view(move).state()).isEqualTo("running");
    QuarkusTransaction.requiringNew().run(() -> cards.verified(payer, card, false));

    assertThat(movers.drive(move, replica).tally().moved()).isEqualTo(1);
    assertThat(tables.read("select state from card where card_id = ?1", card)).isEqualTo("LIMITED");
  }

  @Test
  void beforeItsTimeAndWhileTheOtherBankIsNotActiveNothingMoves() {
    Owner owner = owner(TestCards.VISA);
    Instant tomorrow = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MICROS);
    UUID later = movers.begun(new MoveAsked(sold.id(), house.id(), null, tomorrow, "a test"));
    replica.tick();
    assertThat(movers.view(later).state()).isEqualTo("waiting");
    assertThat(bankOf(owner.card())).isEqualTo(sold.id());
    moves.stop("test", later, "a test");

    UUID move = movers.begun(sold.id(), house.id());
    house.suspend();
    try {
      replica.tick();
      replica.tick();
      assertThat(movers.view(move).state()).isEqualTo("paused");
      assertThat(bankOf(owner.card())).isEqualTo(sold.id());
    } finally {
      house.resume();
    }
    assertThat(movers.drive(move, replica).tally().moved()).isEqualTo(1);
  }

  @Test
  void aStoppedMoveMovesNoCardMoreAndOnlyThenAnotherBegins() {
    Owner owner = owner(TestCards.VISA);
    UUID move = movers.begun(sold.id(), house.id());
    refuses(ErrorCode.MOVE_RUNNING, () -> movers.begun(sold.id(), house.id()));
    refuses(ErrorCode.MOVE_RUNNING, () -> movers.begun(house.id(), sold.id()));

    assertThat(moves.stop("test", move, "wrong table").state()).isEqualTo("stopped");
    assertThat(moves.stop("test", move, "again").endedBy()).isEqualTo("test");
    replica.tick();

    assertThat(bankOf(owner.card())).isEqualTo(sold.id());
    assertThat(actions(TypeId.of(IdKind.MOVE, move)))
        .isEqualTo("BANK_MOVE_BEGUN BANK_MOVE_STOPPED");
    UUID second = movers.begun(sold.id(), house.id());
    movers.drive(second, replica);
    refuses(ErrorCode.CONFLICT, () -> moves.stop("test", second, "too late"));
  }

  @Test
  void noEnrolmentWaitsForAMove() {
    List<Owner> owners = owners(2);
    movers.begun(sold.id(), house.id());

    CompletableFuture<Void> step =
        tables.whileLocked(
            "bank_move_progress",
            () -> {
              var ticked = beside(replica::tick);
              tables.await(
                  1L,
                  "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query"
                      + " like 'insert into bank_move_progress%'");
              beside(() -> TestPayers.begun(payers)).orTimeout(20, TimeUnit.SECONDS).join();
              return ticked;
            });

    step.join();
    owners.forEach(owner -> assertThat(bankOf(owner.card())).isEqualTo(house.id()));
  }

  private static CompletableFuture<Void> beside(Runnable work) {
    return CompletableFuture.runAsync(work, task -> new Thread(task).start());
  }

  private record Owner(UUID payer, UUID card) {}

  private Owner owner(String number) {
    UUID payer = TestPayers.active(payers);
    return new Owner(payer, testCards.verified(payer, sold.id(), number, true));
  }

  private List<Owner> owners(int count) {
    var owners = new ArrayList<Owner>();
    for (int i = 0; i < count; i++) {
      owners.add(owner(TestCards.VISA));
    }
    return owners;
  }

  /** As a replica does it, in the caller's transaction. */
  private void moveHere(Owner owner, UUID move) {
    var card = new CardRef(owner.payer(), owner.card());
    assertThat(cardMoves.claim(sold.id(), move, card)).isTrue();
    assertThat(cardMoves.move(card, sold.id(), house.id(), prefix -> true)).isTrue();
  }

  private Purchase paid(Shopper shopper) {
    Purchase purchase = shop.sell(shopper.alias(), 1999);
    Visitor visitor = new Visitor().at(shop, purchase);
    assertThat(
            visitor
                .prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper))
                .<String>path("state"))
        .isEqualTo("approved");
    return purchase;
  }

  private byte[] lend(Owner owner, UUID bank) {
    return cards.lend(owner.payer(), owner.card(), bank, (plain, access) -> SEALED.clone());
  }

  private Object bankOf(UUID card) {
    return tables.read("select bank_id from card where card_id = ?1", card);
  }

  private byte[] record(UUID card) {
    return (byte[]) tables.read("select record from card where card_id = ?1", card);
  }

  private Object actions(String subject) {
    return tables.read(
        "select string_agg(action, ' ' order by entry_id) from audit_entry where subject = ?1",
        subject);
  }
}
