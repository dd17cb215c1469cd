package org.cardnym.vault.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.cardnym.vault.Inbox;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.session.PageSessions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class SignInTest {
  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject Tables tables;
  private Shop shop;
  private Inbox inbox;
  private Shopper shopper;

  @BeforeEach
  void open() {
    shop = house.open();
    inbox = Inbox.open();
    shopper = shoppers.withoutCard();
  }

  @AfterEach
  void close() {
    inbox.close();
  }

  @Test
  void bothProofsOpenASessionThatSaysWhoseItIs() {
    var page = new Registrant(inbox);

    Registrant.done(page.signIn(shopper.alias(), Shoppers.PASSWORD, shoppers.freshCode(shopper)));

    assertThat(page.view().<String>path("alias")).isEqualTo(shopper.alias());
    assertThat(page.step()).isEqualTo("card");
  }

  @Test
  void unknownWrongAndUsedHaveOneAnswerAndNoSession() {
    var page = new Registrant(inbox);
    String used = shoppers.freshCode(shopper);
    Registrant.done(page.signIn(shopper.alias(), Shoppers.PASSWORD, used));
    var stranger = new Registrant(inbox);

    Response again = stranger.signIn(shopper.alias(), Shoppers.PASSWORD, used);
    Response wrong =
        stranger.signIn(shopper.alias(), "wrong password", shoppers.freshCode(shopper));
    Response unknown = stranger.signIn("nobody-has-this", Shoppers.PASSWORD, "000000");

    assertThat(told(again)).startsWith("403").contains("proof_failed");
    assertThat(told(wrong)).isEqualTo(told(again));
    assertThat(told(unknown)).isEqualTo(told(again));
    assertThat(stranger.session()).isNull();
  }

  @Test
  void aSignInFromABrowserThatHasNotPaidIsToldByMail() {
    var page = new Registrant(inbox);

    Registrant.done(page.signIn(shopper.alias(), Shoppers.PASSWORD, shoppers.freshCode(shopper)));

    assertThat(Inbox.text(inbox.await(shopper.email(), "opened your Cardnym account on")))
        .doesNotContain(shopper.alias());
  }

  @Test
  void oneInABrowserThatHasPaidIsNotNorIsOneThatFails() {
    Shopper paying = shoppers.withCard();
    var visitor = new Visitor();
    Shop.Purchase purchase = shop.sell(paying.alias(), 100);
    visitor.at(shop, purchase);
    visitor.prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(paying));
    tables.await(1L, "select count(*) from known_browser where payer_id = ?1", paying.id());
    signIn(visitor, paying, Shoppers.PASSWORD, 204);
    signIn(new Visitor(), paying, "wrong password", 403);

    // Mails of one payer may overtake each other, so another is sent after them.
    signIn(new Visitor(), paying, Shoppers.PASSWORD, 204);
    inbox.await(paying.email(), "opened your Cardnym account on");
    tables.await(0L, "select count(*) from notice where payer_id = ?1", paying.id());
    inbox.await(paying.email(), "opened your Cardnym account on", 1);
  }

  private void signIn(Visitor visitor, Shopper who, String password, int status) {
    String body =
        "{\"alias\":\"%s\",\"password\":\"%s\",\"code\":\"%s\"}"
            .formatted(who.alias(), password, shoppers.freshCode(who));
    assertThat(visitor.send("/enrol/sign-in", body).statusCode()).isEqualTo(status);
  }

  @Test
  void fiveFailuresLockThePaymentPagesDoorToo() {
    var stranger = new Registrant(inbox);
    for (int i = 0; i < 5; i++) {
      stranger.signIn(shopper.alias(), "wrong password", "000000");
    }

    Response right =
        stranger.signIn(shopper.alias(), Shoppers.PASSWORD, shoppers.freshCode(shopper));

    assertThat(right.statusCode()).isEqualTo(403);
  }

  @Test
  void aSessionPreparedByAnotherIsNotTheOneThatThePayerGets() {
    Shopper attacker = shoppers.withoutCard();
    var attackers = new Registrant(inbox);
    Registrant.done(
        attackers.signIn(attacker.alias(), Shoppers.PASSWORD, shoppers.freshCode(attacker)));
    var victims = new Registrant(inbox);
    victims.visitor.plant(PageSessions.COOKIE, attackers.session());

    Registrant.done(
        victims.signIn(shopper.alias(), Shoppers.PASSWORD, shoppers.freshCode(shopper)));

    assertThat(victims.session()).isNotEqualTo(attackers.session());
    assertThat(victims.view().<String>path("alias")).isEqualTo(shopper.alias());
    assertThat(attackers.view().<String>path("alias")).isEqualTo(attacker.alias());
    assertThat(victims.post("card", CardForms.of(CardForms.VISA, "123")).statusCode())
        .isEqualTo(200);
    assertThat(tables.read("select count(*) from card where payer_id = ?1", attacker.id()))
        .isEqualTo(0L);
    assertThat(tables.read("select count(*) from card where payer_id = ?1", shopper.id()))
        .isEqualTo(1L);
  }

  @Test
  void aRegistrationBegunByAnotherIsNotThePayersEither() {
    var attackers = new Registrant(inbox);
    Registrant.done(attackers.contact());
    var victims = new Registrant(inbox);
    victims.visitor.plant(PageSessions.COOKIE, attackers.session());

    victims.registered(Registrant.freshAlias());

    assertThat(attackers.step()).isEqualTo("confirm");
    assertThat(victims.session()).isNotEqualTo(attackers.session());
  }

  @Test
  void afterSigningOutTheSessionIsDead() {
    var page = new Registrant(inbox);
    Registrant.done(page.signIn(shopper.alias(), Shoppers.PASSWORD, shoppers.freshCode(shopper)));
    String session = page.session();

    Registrant.done(page.post("sign-out", "{}"));

    assertThat(page.session()).isNull();
    page.visitor.plant(PageSessions.COOKIE, session);
    assertThat(page.step()).isEqualTo("contact");
  }

  private static String told(Response answer) {
    return answer.statusCode() + answer.asString().replaceAll("\"request\":\"[^\"]*\"", "");
  }
}
