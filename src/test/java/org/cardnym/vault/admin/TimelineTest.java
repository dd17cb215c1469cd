package org.cardnym.vault.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.TestDoors.api;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.issuer.HouseBank;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class TimelineTest {
  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject HouseBank bank;

  @Test
  void aPaymentShowsItsRefundsTheirMessagesAndTheTrail() {
    Shop shop = house.open();
    Shopper shopper = shoppers.withCard();
    Purchase purchase = shop.sell(shopper.alias(), 1999);
    new Visitor()
        .at(shop, purchase)
        .prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper));
    JsonPath before = timeline(purchase);
    String given = shop.giveBack(purchase, 500);
    shop.refunded(purchase, given);
    bank.declines("13");
    String declined = shop.giveBack(purchase, 700);
    shop.refunded(purchase, declined);

    JsonPath after = timeline(purchase);

    assertThat(before.getList("refunds")).isEmpty();
    assertThat(before.<Object>get("payment.refunded")).isNull();
    assertThat(after.getInt("payment.refunded.value")).isEqualTo(500);
    assertThat(after.getList("refunds.id")).containsExactly(declined, given);
    assertThat(after.getList("refunds.state")).containsExactly("declined", "succeeded");
    assertThat(after.getList("exchanges.kind"))
        .containsExactly("authorization", "refund", "refund");
    assertThat(after.getList("exchanges.message"))
        .contains(given.replace("ref_", "msg_"), declined.replace("ref_", "msg_"));
    assertThat(after.getList("exchanges.responseCode")).containsExactly("00", "00", "13");
    assertThat(after.getList("audit.action")).contains("refund_asked", "refund_settled");
    assertThat(after.prettify()).doesNotContain("411111", shopper.alias());
  }

  private static JsonPath timeline(Purchase purchase) {
    var timeline = api(TestTokens.auditor()).get("/admin/v1/payments/" + purchase.id());
    assertThat(timeline.statusCode()).as(timeline.asString()).isEqualTo(200);
    return timeline.jsonPath();
  }
}
