package org.cardnym.vault.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.account.Holder.done;
import static org.cardnym.vault.account.Holder.refused;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.Inbox;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.card.TestCards;
import org.cardnym.vault.issuer.HouseBank;
import org.cardnym.vault.proof.Policies;
import org.cardnym.vault.proof.Policies.Cap;
import org.cardnym.vault.proof.Rule;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cards' limits are 500.00 EUR a payment and 1000.00 EUR a day. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class CardChangesTest {
  private static final long PLENTY = 999_999_999;

  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject TestCards cards;
  @Inject HouseBank bank;
  @Inject Policies policies;
  @Inject Tables tables;
  @Inject Alarms alarms;
  private Shop shop;
  private Shopper shopper;
  private UUID card;
  private Holder holder;

  @BeforeEach
  void open() {
    shop = house.open();
    policies.set(new Cap(Rule.NEW_BROWSER, "EUR", PLENTY, PLENTY), "test");
    shopper = shoppers.withoutCard();
    card = cards.verified(shopper.id(), bank.id(), TestCards.VISA, true);
    holder = Holder.signedIn(shoppers, shopper);
  }

  @Test
  void aNameIsShownAndSealed() {
    done(holder.card(card, "nickname", "{\"nickname\":\" Travel \"}"));

    assertThat(holder.view().<String>path("cards[0].nickname")).isEqualTo("Travel");
    assertThat(tables.rows("card").toString()).doesNotContain("Travel", "54726176656c");

    done(holder.card(card, "nickname", "{\"nickname\":\"\"}"));
    assertThat(holder.view().<String>path("cards[0].nickname")).isNull();
  }

  @Test
  void aNumberOrAMisleadingNameIsRefusedAndNotEchoed() {
    Response number = holder.card(card, "nickname", "{\"nickname\":\"4111 1111 1111 1111\"}");
    Response turned = holder.card(card, "nickname", "{\"nickname\":\"a\\u202eb\"}");

    refused(number, 422, "text_like_card");
    refused(turned, 422, "nickname_unfit");
    assertThat(number.asString()).doesNotContain("4111");
    assertThat(holder.view().<String>path("cards[0].nickname")).isNull();
  }

  @Test
  void theDefaultCardPaysFirst() {
    UUID amex = cards.verified(shopper.id(), bank.id(), TestCards.AMEX, true);
    assertThat(holder.view().<List<Boolean>>path("cards.pays")).containsExactly(true, false);

    done(holder.card(amex, "default"));

    assertThat(holder.view().<List<Boolean>>path("cards.pays")).containsExactly(false, true);
    assertThat(cardOf(pays(1000))).isEqualTo(amex);
    done(holder.card(card, "default"));
    assertThat(holder.view().<List<Boolean>>path("cards.preferred")).containsExactly(true, false);
    assertThat(cardOf(pays(1000))).isEqualTo(card);
  }

  @Test
  void aCardThatWaitsForItsBankIsNoDefault() {
    UUID waiting = cards.waiting(shopper.id(), bank.id(), TestCards.AMEX);

    refused(holder.card(waiting, "default"), 409, "conflict");
    assertThat(holder.view().<List<Boolean>>path("cards.pays")).containsExactly(true, false);
  }

  @Test
  void aFrozenCardPaysNothingAndAnotherStepsIn() {
    UUID amex = cards.verified(shopper.id(), bank.id(), TestCards.AMEX, true);

    done(holder.card(card, "freeze"));

    assertThat(cardOf(pays(1000))).isEqualTo(amex);
    done(holder.card(amex, "freeze"));
    declinedAsFrozen(pay(1000));
  }

  @Test
  void whoFrozeEverythingProvesFineAndIsDeclinedByTheVault() {
    done(holder.post("freeze"));

    declinedAsFrozen(pay(1000));

    assertThat(holder.view().<Boolean>path("frozen")).isTrue();
    assertThat(holder.view().<List<Boolean>>path("cards.frozen")).containsExactly(false);
  }

  @Test
  void unfreezingTakesAFreshProofAndIsToldByMail() {
    try (Inbox inbox = Inbox.open()) {
      done(holder.card(card, "freeze"));
      done(holder.post("freeze"));
      TestClock.ahead(Duration.ofMinutes(6));

      refused(holder.card(card, "unfreeze"), 403, "proof_too_old");
      refused(holder.post("unfreeze"), 403, "proof_too_old");

      TestClock.ahead(Duration.ZERO);
      declinedAsFrozen(pay(1000));
      holder.proveAgain();
      done(holder.card(card, "unfreeze"));
      declinedAsFrozen(pay(1000));
      done(holder.post("unfreeze"));
      done(holder.post("unfreeze"));

      pays(1000);
      inbox.await(shopper.email(), "were allowed again");
    }
  }

  @Test
  void aLimitIsLoweredAtOnce() {
    TestClock.ahead(Duration.ofMinutes(6));

    done(holder.limit(card, "EUR", 10_000, 20_000));

    assertThat(holder.view().<Integer>path("cards[0].limits[0].perPayment")).isEqualTo(10_000);
    TestClock.ahead(Duration.ZERO);
    assertThat(declined(pay(10_001))).isEqualTo("over_payment_limit");
    pays(10_000);
  }

  @ParameterizedTest
  @CsvSource({"EUR,50001,100000", "EUR,50000,100001", "EUR,1000,100001", "USD,1,1"})
  void aRaiseTakesAFreshProof(String currency, long perPayment, long perDay) {
    TestClock.ahead(Duration.ofMinutes(6));

    refused(holder.limit(card, currency, perPayment, perDay), 403, "proof_too_old");

    assertThat(holder.view().<List<Integer>>path("cards[0].limits.perPayment"))
        .containsExactly(50_000);
    assertThat(holder.view().<List<Integer>>path("cards[0].limits.perDay"))
        .containsExactly(100_000);
  }

  @Test
  void aRaiseWithAFreshProofIsDoneAndToldByMail() {
    try (Inbox inbox = Inbox.open()) {
      done(holder.limit(card, "EUR", 60_000, 120_000));

      assertThat(Inbox.text(inbox.await(shopper.email(), "was raised")))
          .contains("\u20ac600.00", "\u20ac1,200.00")
          .doesNotContain("1111");
      pays(60_000);
      assertThat(
              tables.read(
                  "select facts like '%raised%true%' from audit_entry where action ="
                      + " 'LIMIT_CHANGED' and subject = ?1",
                  Holder.wire(card)))
          .isEqualTo(true);
    }
  }

  @Test
  void aLimitedCardIsNotRaisedPastThePolicy() {
    Shopper other = shoppers.withoutCard();
    UUID limited = cards.verified(other.id(), bank.id(), TestCards.VISA, false);
    Holder owner = Holder.signedIn(shoppers, other);
    done(owner.limit(limited, "EUR", 5_000, 5_000));

    refused(owner.limit(limited, "EUR", 10_001, 10_001), 422, "limit_unfit");
    refused(owner.limit(limited, "USD", 1, 1), 422, "limit_unfit");
    done(owner.limit(limited, "EUR", 10_000, 10_000));
  }

  @Test
  void limitsThatMakeNoSenseAreRefused() {
    refused(holder.limit(card, "EUR", 0, 1000), 422, "limit_unfit");
    refused(holder.limit(card, "EUR", 2000, 1000), 422, "limit_unfit");
    refused(holder.limit(card, "XYZ", 1, 1), 422, "limit_unfit");
    refused(holder.card(card, "limit", "{\"currency\":\"EUR\"}"), 400, "malformed");
  }

  @Test
  void aRemovedCardIsGoneWithItsKeyAndIsToldByMail() {
    try (Inbox inbox = Inbox.open()) {
      done(holder.card(card, "remove"));

      assertThat(tables.read("select count(*) from card where card_id = ?1", card)).isEqualTo(0L);
      assertThat(tables.read("select count(*) from card_limit where card_id = ?1", card))
          .isEqualTo(0L);
      assertThat(holder.view().<List<?>>path("cards")).isEmpty();
      assertThat(declined(pay(1000))).isEqualTo("no_card");
      inbox.await(shopper.email(), "dropped its key");
      refused(holder.card(card, "remove"), 404, "not_found");
    }
  }

  @Test
  void aPaymentOfARemovedCardIsStillReversed() {
    Purchase purchase = shop.sell(shopper.alias(), 1000);
    holder.visitor.at(shop, purchase);
    bank.staysSilent(1_000);
    holder.visitor.prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper));
    assertThat(holder.visitor.outcome(purchase)).isEqualTo("failed");

    done(holder.card(card, "remove"));
    bank.answersAgain();

    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!"done".equals(shop.look(purchase.id()).path("reversal")) && System.nanoTime() < end) {
      LockSupport.parkNanos(20_000_000);
    }
    assertThat(shop.look(purchase.id()).<String>path("reversal")).isEqualTo("done");
  }

  @Test
  void anotherPayersCardDoesNotExist() {
    Shopper other = shoppers.withoutCard();
    UUID others = cards.verified(other.id(), bank.id(), TestCards.VISA, true);

    for (String act : new String[] {"default", "freeze", "unfreeze", "remove"}) {
      refused(holder.card(others, act), 404, "not_found");
    }
    refused(holder.card(others, "nickname", "{\"nickname\":\"Mine\"}"), 404, "not_found");
    refused(holder.limit(others, "EUR", 1, 1), 404, "not_found");
    refused(holder.post("cards/crd_x/remove"), 404, "not_found");
    assertThat(
            tables.read(
                "select count(*) from card where card_id = ?1 and frozen_at is null and not"
                    + " preferred",
                others))
        .isEqualTo(1L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "frozen_at = null",
        "preferred = true",
        "nickname = '\\x00'",
        "state = 'LIMITED'",
        "frozen_at = frozen_at + interval '1 second'"
      })
  void aCardThatWasEditedPastTheVaultIsRefusedWithAnAlarm(String edit) {
    done(holder.card(card, "freeze"));
    tables.write("update card set " + edit + " where card_id = ?1", card);

    refused(holder.view(), 500, "row_refused");
    refused(holder.card(card, "unfreeze"), 500, "row_refused");
    Response paid = pay(1000).answer();

    refused(paid, 500, "row_refused");
    alarms.await(Holder.wire(card));
  }

  @Test
  void aFreezeThatWasLiftedPastTheVaultIsRefused() {
    done(holder.post("freeze"));
    tables.write("update payer set frozen_at = null where payer_id = ?1", shopper.id());

    refused(holder.view(), 500, "row_refused");
  }

  private record Tried(Purchase purchase, Response answer) {}

  private Tried pay(long cents) {
    Purchase purchase = shop.sell(shopper.alias(), cents);
    holder.visitor.at(shop, purchase);
    return new Tried(
        purchase, holder.visitor.prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper)));
  }

  private Purchase pays(long cents) {
    Tried tried = pay(cents);
    assertThat(tried.answer().<String>path("state")).isEqualTo("approved");
    return tried.purchase();
  }

  private UUID cardOf(Purchase purchase) {
    return (UUID) tables.read("select card_id from payment where payment_id = ?1", purchase.uuid());
  }

  /** Why the payer is told that the vault declined; the shop is told less. */
  private String declined(Tried tried) {
    assertThat(tried.answer().<String>path("state")).isEqualTo("declined");
    Response told = shop.look(tried.purchase().id());
    assertThat(told.<String>path("retry")).isEqualTo("other_card");
    String why = tried.answer().path("why");
    assertThat(told.asString()).doesNotContain(why, "why");
    assertThat(bank.receivedFor(tried.purchase().id())).isEmpty();
    return why;
  }

  private void declinedAsFrozen(Tried tried) {
    assertThat(declined(tried)).isEqualTo("frozen");
  }
}
