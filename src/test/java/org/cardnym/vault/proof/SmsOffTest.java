package org.cardnym.vault.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
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
import org.cardnym.vault.account.Holder;
import org.cardnym.vault.sms.TestMobiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** As it comes: no page mentions text messages, and their doors are not there. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class SmsOffTest {
  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject TestMobiles mobiles;
  @Inject Tables tables;
  private Shop shop;
  private Shopper shopper;

  @BeforeEach
  void open() {
    shop = house.open();
    shopper = shoppers.withCard();
    // From a time when they were on.
    mobiles.of(shopper.id());
  }

  @Test
  void noPageMentionsThem() {
    Purchase purchase = shop.sell(shopper.alias(), 100);
    String pay = new Visitor().open(shop, purchase).asString();
    String security =
        Holder.signedIn(shoppers, shopper).visitor.get("/account/security").asString();

    for (String page : List.of(pay, security)) {
      assertThat(page).contains("</html>");
      assertThat(page)
          .doesNotContain(
              "-sms", "/sms", "sms_", "mobile", "Mobile", "text message", "to my phone");
    }
  }

  @Test
  void askingForACodeIsAskingForNothing() {
    Purchase purchase = shop.sell(shopper.alias(), 100);
    Visitor visitor = new Visitor().at(shop, purchase);

    Response asked = visitor.send("/pay/" + purchase.id() + "/sms", "{}");

    assertThat(asked.statusCode()).isEqualTo(404);
    assertThat(SmsPage.told(asked))
        .isEqualTo(SmsPage.told(visitor.send("/pay/" + purchase.id() + "/nothing", "{}")));
    assertThat(tables.read("select count(*) from sms_code where subject_id = ?1", purchase.uuid()))
        .isEqualTo(0L);
  }

  @Test
  void aNumberCanNeitherBeSeenNorAddedNorRemoved() {
    Holder holder = Holder.signedIn(shoppers, shopper);

    assertThat(holder.ask("security/mobile").statusCode()).isEqualTo(404);
    assertThat(SmsPage.told(holder.post("security/mobile/remove")))
        .isEqualTo(SmsPage.told(holder.post("security/nothing/remove")));
    assertThat(
            SmsPage.told(holder.post("security/mobile/begin", "{\"number\":\"+4915123456789\"}")))
        .isEqualTo(
            SmsPage.told(holder.post("security/nothing/begin", "{\"number\":\"+4915123456789\"}")));
    assertThat(SmsPage.told(holder.post("security/mobile/confirm", "{\"code\":\"12345678\"}")))
        .isEqualTo(
            SmsPage.told(holder.post("security/nothing/confirm", "{\"code\":\"12345678\"}")));
    assertThat(SmsPage.told(holder.ask("security/mobile")))
        .isEqualTo(SmsPage.told(holder.ask("security/nothing")));
  }

  @Test
  void aCodeIsAMemberThatThereIsNot() {
    Purchase purchase = shop.sell(shopper.alias(), 100);
    Visitor visitor = new Visitor().at(shop, purchase);
    String proofs = "{\"password\":\"%s\",\"MEMBER\":\"12345678\"}".formatted(Shoppers.PASSWORD);
    String path = "/pay/" + purchase.id() + "/proofs";

    Response given = visitor.send(path, proofs.replace("MEMBER", "smsCode"));

    assertThat(given.statusCode()).isEqualTo(400);
    assertThat(SmsPage.told(given))
        .isEqualTo(SmsPage.told(visitor.send(path, proofs.replace("MEMBER", "x"))));
  }
}
