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
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestDoors;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.session.PageSessions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class AccountSessionTest {
  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject Tables tables;
  private Shop shop;
  private Shopper shopper;

  @BeforeEach
  void open() {
    shop = house.open();
    shopper = shoppers.withCard();
  }

  @Test
  void bothProofsOpenTheAccount() {
    Holder holder = Holder.signedIn(shoppers, shopper);

    Response view = holder.view();

    assertThat(view.statusCode()).isEqualTo(200);
    assertThat(view.<String>path("alias")).isEqualTo(shopper.alias());
    assertThat(view.<String>path("cards[0].lastFour")).isEqualTo("1111");
    assertThat(view.<String>path("cards[0].brand")).isEqualTo("visa");
    assertThat(view.<String>path("cards[0].expiry")).isEqualTo("2039-11");
    assertThat(view.asString()).doesNotContain("411111");
    assertThat(
            tables.read(
                "select count(*) from audit_entry where action = 'SIGNED_IN' and actor = ?1",
                Payers.actor(shopper.id())))
        .isEqualTo(1L);
  }

  @Test
  void unknownWrongLockedAndUsedHaveOneAnswer() {
    var stranger = new Holder(shoppers, shopper, new Visitor());
    String used = shoppers.freshCode(shopper);
    done(stranger.signIn(Shoppers.PASSWORD, used));
    var other = new Holder(shoppers, shopper, new Visitor());

    Response again = other.signIn(Shoppers.PASSWORD, used);
    Response wrong = other.signIn("wrong password", shoppers.freshCode(shopper));
    Response unknown = other.signIn("nobody-has-this", Shoppers.PASSWORD, "000000");
    for (int i = 0; i < 5; i++) {
      other.signIn("wrong password", "000000");
    }
    Response locked = other.signIn(Shoppers.PASSWORD, shoppers.freshCode(shopper));

    assertThat(told(again)).startsWith("403").contains("proof_failed");
    assertThat(told(wrong)).isEqualTo(told(again));
    assertThat(told(unknown)).isEqualTo(told(again));
    assertThat(told(locked)).isEqualTo(told(again));
    assertThat(other.session()).isNull();
  }

  @Test
  void withoutASessionThereIsNoAccount() {
    var stranger = new Holder(shoppers, shopper, new Visitor());

    for (String path :
        new String[] {"view", "payments", "payments/pay_00000000000000000000000000"}) {
      refused(stranger.ask(path), 401, "session_ended");
    }
    for (String path : new String[] {"freeze", "unfreeze", "export", "sign-out"}) {
      refused(stranger.post(path), 401, "session_ended");
    }
    refused(stranger.close(shopper.alias()), 401, "session_ended");
    refused(stranger.prove(Shoppers.PASSWORD, "000000"), 401, "session_ended");
  }

  @Test
  void aNewProofGivesANewSecretAndTheOldOneIsDead() {
    Holder holder = Holder.signedIn(shoppers, shopper);
    String before = holder.session();

    holder.proveAgain();

    assertThat(holder.session()).isNotEqualTo(before);
    assertThat(holder.view().statusCode()).isEqualTo(200);
    var thief = new Holder(shoppers, shopper, new Visitor());
    thief.visitor.plant(PageSessions.COOKIE, before);
    refused(thief.view(), 401, "session_ended");
  }

  @Test
  void aWrongProofRenewsNothing() {
    Holder holder = Holder.signedIn(shoppers, shopper);
    String before = holder.session();

    refused(holder.prove("wrong password", shoppers.freshCode(shopper)), 403, "proof_failed");

    assertThat(holder.session()).isEqualTo(before);
  }

  @Test
  void afterSigningOutTheSessionIsDead() {
    Holder holder = Holder.signedIn(shoppers, shopper);
    String session = holder.session();

    done(holder.post("sign-out"));

    assertThat(holder.session()).isNull();
    holder.visitor.plant(PageSessions.COOKIE, session);
    refused(holder.view(), 401, "session_ended");
    refused(holder.post("freeze"), 401, "session_ended");
  }

  @Test
  void afterFifteenIdleMinutesTheSessionIsDead() {
    Holder holder = Holder.signedIn(shoppers, shopper);

    TestClock.ahead(Duration.ofMinutes(16));

    refused(holder.view(), 401, "session_ended");
  }

  @Test
  void anotherSiteCanChangeNothing() {
    Holder holder = Holder.signedIn(shoppers, shopper);

    Response forged =
        TestDoors.pages()
            .header("Origin", "https://evil.example")
            .cookie(PageSessions.COOKIE, holder.session())
            .contentType("application/json")
            .body("{}")
            .post("/account/freeze");
    Response noOrigin =
        TestDoors.pages()
            .cookie(PageSessions.COOKIE, holder.session())
            .contentType("application/json")
            .body("{}")
            .post("/account/freeze");

    refused(forged, 403, "forbidden");
    refused(noOrigin, 403, "forbidden");
    assertThat(holder.view().<Boolean>path("frozen")).isFalse();
  }

  @Test
  void aRegistrationThatIsNotDoneHasNoAccount() {
    var visitor = new Visitor();
    assertThat(
            visitor
                .send("/enrol/contact", "{\"email\":\"half-way@example.test\",\"zone\":\"UTC\"}")
                .statusCode())
        .isEqualTo(204);

    refused(new Holder(shoppers, shopper, visitor).view(), 401, "session_ended");
  }

  @Test
  void aSessionRowThatWasWrittenPastTheVaultOpensNothing() {
    Holder holder = Holder.signedIn(shoppers, shopper);
    Shopper victim = shoppers.withCard();
    tables.write(
        "update page_session set payer_id = ?1 where payer_id = ?2", victim.id(), shopper.id());

    try {
      refused(holder.view(), 500, "row_refused");
    } finally {
      tables.write("delete from page_session where payer_id = ?1", victim.id());
    }
  }

  @Test
  void signingInAndPayingShareTheDoorsThatLock() {
    var stranger = new Holder(shoppers, shopper, new Visitor());
    for (int i = 0; i < 5; i++) {
      stranger.signIn("wrong password", "000000");
    }
    Purchase purchase = shop.sell(shopper.alias(), 100);
    var visitor = new Visitor().at(shop, purchase);

    Response paid = visitor.prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper));

    refused(paid, 403, "proof_failed");
  }

  private static String told(Response answer) {
    return answer.statusCode() + answer.asString().replaceAll("\"request\":\"[^\"]*\"", "");
  }
}
