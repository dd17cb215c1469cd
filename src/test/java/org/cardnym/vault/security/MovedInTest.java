package org.cardnym.vault.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.account.Holder.done;
import static org.cardnym.vault.account.Holder.refused;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.cardnym.vault.Inbox;
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
import org.cardnym.vault.intake.ImportDoor;
import org.cardnym.vault.intake.TestFile;
import org.cardnym.vault.issuer.HouseBank;
import org.cardnym.vault.otp.App;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody whose bank has moved them in chooses their proofs, and nobody does so for them. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class MovedInTest {
  private static final String PASSWORD = "nine herons over the weir";

  @Inject TestHouse house;
  @Inject HouseBank bank;
  @Inject Shoppers shoppers;
  @Inject Tables tables;
  private Inbox inbox;
  private Shop shop;
  private TestFile file;

  @BeforeEach
  void open() {
    shop = house.open();
    file = ImportDoor.moved(bank, 1);
    inbox = Inbox.open();
  }

  @AfterEach
  void close() {
    inbox.close();
  }

  @Test
  void aMailedCodeLeadsToPasswordAndAppAndThenTheCardPays() {
    Visitor visitor = new Visitor();
    claimed(visitor);

    assertThat(visitor.ask("/enrol/view").<String>path("step")).isEqualTo("password");
    assertThat(visitor.ask("/enrol/view").<String>path("alias")).isEqualTo(file.alias(1));
    done(visitor.send("/enrol/password", "{\"password\":\"" + PASSWORD + "\"}"));
    App app = App.type(visitor.send("/enrol/otp", "{}").path("secret"));
    done(
        visitor.send(
            "/enrol/otp/confirm",
            "{\"code\":\"" + app.code(java.time.Duration.ofSeconds(-30)) + "\"}"));

    Purchase purchase = shop.sell(file.alias(1), 100);
    Response paid = new Visitor().at(shop, purchase).prove(purchase, PASSWORD, app.code());
    assertThat(paid.<String>path("state")).as(paid.asString()).isEqualTo("approved");
    assertThat(bank.received()).hasSize(1);
    refused(again(), 403, "proof_failed");
  }

  @Test
  void untilThenNothingIsPaidAndNoOtherRecoveryHelps() {
    Purchase purchase = shop.sell(file.alias(1), 100);
    refused(
        new Visitor().at(shop, purchase).prove(purchase, PASSWORD, "000000"), 403, "proof_failed");
    Recoverer recoverer = new Recoverer();
    String code = begun(recoverer, 1);

    refused(recoverer.password(code, Recoverer.app("000000"), PASSWORD), 403, "proof_failed");
    refused(
        recoverer.password(code, Recoverer.sheet("0000-0000-0000-0000"), PASSWORD),
        403,
        "proof_failed");
    done(recoverer.movedIn(code));
  }

  @Test
  void aWrongCodeAndOneThatWasUsedOpenNothing() {
    Visitor visitor = new Visitor();
    Recoverer recoverer = new Recoverer(visitor);
    String code = begun(recoverer, 1);
    refused(recoverer.movedIn("00000000"), 403, "proof_failed");
    assertThat(visitor.ask("/enrol/view").<String>path("step")).isEqualTo("contact");
    done(recoverer.movedIn(code));

    refused(recoverer.movedIn(code), 403, "proof_failed");
  }

  @Test
  void theSessionOfAnEarlierCodeEndsWithTheNext() {
    Visitor first = new Visitor();
    claimed(first);
    Recoverer second = new Recoverer();
    done(second.movedIn(begun(second, 2)));

    refused(
        first.send("/enrol/password", "{\"password\":\"" + PASSWORD + "\"}"), 401, "session_ended");
  }

  @Test
  void theNameThatTheBankChoseStays() {
    Visitor visitor = new Visitor();
    claimed(visitor);

    refused(
        visitor.send("/enrol/alias", "{\"alias\":\"another-kestrel-still\"}"),
        409,
        "step_out_of_order");
  }

  @Test
  void whoHasProofsIsNotLetInByTheCodeAlone() {
    Shopper shopper = shoppers.withCard();
    Recoverer recoverer = new Recoverer();
    recoverer.begin(shopper.alias());
    String code = Inbox.code(inbox.await(shopper.email()));

    refused(recoverer.movedIn(code), 403, "proof_failed");
  }

  private void claimed(Visitor visitor) {
    Recoverer recoverer = new Recoverer(visitor);
    done(recoverer.movedIn(begun(recoverer, 1)));
  }

  private Response again() {
    Recoverer recoverer = new Recoverer();
    recoverer.begin(file.alias(1));
    String code = Inbox.code(inbox.await(file.email(1), "wants to set a new password"));
    return recoverer.movedIn(code);
  }

  private String begun(Recoverer recoverer, int mail) {
    assertThat(recoverer.begin(file.alias(1)).statusCode()).isEqualTo(200);
    return Inbox.code(inbox.await(file.email(1), "wants to choose the password", mail));
  }
}
