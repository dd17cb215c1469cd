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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class HistoryTest {
  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject TestCards cards;
  @Inject HouseBank bank;
  @Inject Tables tables;
  private Shop shop;
  private Shopper shopper;
  private UUID card;
  private Holder holder;

  @BeforeEach
  void open() {
    shop = house.open();
    shopper = shoppers.withoutCard();
    card = cards.verified(shopper.id(), bank.id(), TestCards.VISA, true);
    holder = Holder.signedIn(shoppers, shopper);
  }

  @Test
  void paymentsAreListedNewestFirstPageByPage() {
    List<String> paid = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      paid.addFirst(pay(1000 + i).id());
    }

    Response first = holder.ask("payments?limit=2");
    Response second = holder.ask("payments?limit=2&cursor=" + first.path("next"));

    List<String> seen = new ArrayList<>(first.<List<String>>path("items.id"));
    seen.addAll(second.path("items.id"));
    assertThat(seen).isEqualTo(paid);
    assertThat(second.<String>path("next")).isNull();
  }

  @Test
  void aPaymentTellsShopAmountStateCardAndProof() {
    Purchase purchase = pay(1999);

    Response one = holder.ask("payments/" + purchase.id());

    assertThat(one.<String>path("merchant")).startsWith("Shop ");
    assertThat(one.<String>path("merchantLegalName")).endsWith("GmbH");
    assertThat(one.<Integer>path("amount.value")).isEqualTo(1999);
    assertThat(one.<String>path("state")).isEqualTo("approved");
    assertThat(one.<String>path("card")).isEqualTo(Holder.wire(card));
    assertThat(one.<List<String>>path("proof.methods")).containsExactly("pwd", "otp");
    assertThat(one.asString()).doesNotContain(TestCards.VISA, "lastFour", "returnUrl");
  }

  @Test
  void whatWasGivenBackIsShownOnceTheBankHasSaidSo() {
    Purchase purchase = pay(1999);
    bank.declines("91");
    shop.refunded(purchase, shop.giveBack(purchase, 1999));
    assertThat(holder.ask("payments/" + purchase.id()).<Integer>path("refunded")).isZero();

    shop.refunded(purchase, shop.giveBack(purchase, 500));

    assertThat(holder.ask("payments/" + purchase.id()).<Integer>path("refunded")).isEqualTo(500);
    assertThat(holder.ask("payments").<Integer>path("items[0].refunded")).isEqualTo(500);
  }

  @Test
  void aPaymentOfSomebodyElseOrOfNobodyDoesNotExist() {
    Shopper other = shoppers.withCard();
    Purchase theirs = shop.sell(other.alias(), 1000);
    holder.visitor.at(shop, theirs).prove(theirs, Shoppers.PASSWORD, shoppers.freshCode(other));
    Purchase unproven = shop.sell(shopper.alias(), 1000);

    refused(holder.ask("payments/" + theirs.id()), 404, "not_found");
    refused(holder.ask("payments/" + unproven.id()), 404, "not_found");
    assertThat(holder.ask("payments").<List<?>>path("items")).isEmpty();
  }

  @Test
  void aForgedCursorAndASillyLimitAreRefused() {
    refused(holder.ask("payments?cursor=AAAA"), 400, "malformed");
    refused(holder.ask("payments?limit=101"), 400, "malformed");
  }

  @Test
  void aPaymentThatWasMovedToAnotherPayerPastTheVaultIsRefused() {
    Purchase purchase = pay(1000);
    Shopper thief = shoppers.withCard();
    tables.write(
        "update payment set payer_id = ?1 where payment_id = ?2", thief.id(), purchase.uuid());

    try {
      refused(
          Holder.signedIn(shoppers, thief).ask("payments/" + purchase.id()), 500, "row_refused");
    } finally {
      tables.write("delete from payment where payment_id = ?1", purchase.uuid());
    }
  }

  @Test
  void theExportHoldsWhatIsTheirsAndNoSecret() {
    try (Inbox inbox = Inbox.open()) {
      Purchase purchase = pay(1999);
      done(holder.card(card, "nickname", "{\"nickname\":\"Travel\"}"));

      Response export = holder.post("export");

      assertThat(export.statusCode()).isEqualTo(200);
      assertThat(export.header("Content-Disposition")).contains("attachment");
      assertThat(export.<String>path("person.username")).isEqualTo(shopper.alias());
      assertThat(export.<String>path("person.email")).isEqualTo(shopper.email());
      assertThat(export.<String>path("cards[0].nickname")).isEqualTo("Travel");
      assertThat(export.<List<String>>path("payments.id")).containsExactly(purchase.id());
      assertThat(export.<List<?>>path("browsers")).hasSize(1);
      assertThat(export.<List<String>>path("activity.action")).contains("SIGNED_IN", "OTP_SET");
      assertThat(export.asString())
          .doesNotContain("411111", "Ada Example", "argon2", Shoppers.PASSWORD, holder.session());
      inbox.await(shopper.email(), "was downloaded");
    }
  }

  @Test
  void theExportTakesAFreshProofAndIsCounted() {
    TestClock.ahead(Duration.ofMinutes(6));
    refused(holder.post("export"), 403, "proof_too_old");
    TestClock.ahead(Duration.ZERO);

    for (int i = 0; i < 5; i++) {
      assertThat(holder.post("export").statusCode()).isEqualTo(200);
    }

    refused(holder.post("export"), 429, "too_many_requests");
  }

  private Purchase pay(long cents) {
    Purchase purchase = shop.sell(shopper.alias(), cents);
    holder.visitor.at(shop, purchase);
    assertThat(
            holder
                .visitor
                .prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper))
                .<String>path("state"))
        .isEqualTo("approved");
    return purchase;
  }
}
