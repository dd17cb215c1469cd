package org.cardnym.vault.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.TestDoors.admin;
import static org.cardnym.vault.TestDoors.api;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.approval.TestApprover;
import org.cardnym.vault.issuer.HouseBank;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class ResolutionTest {
  private static final String LETTER = "letter of the bank";

  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject HouseBank bank;
  @Inject Tables tables;
  private final Visitor visitor = new Visitor();
  private Shop shop;
  private Purchase purchase;

  @BeforeEach
  void sell() {
    shop = house.open();
    Shopper shopper = shoppers.withCard();
    purchase = shop.sell(shopper.alias(), 1999);
    Response proven =
        visitor.at(shop, purchase).prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper));
    assertThat(proven.statusCode()).isEqualTo(200);
  }

  @AfterEach
  void talk() {
    bank.answersAgain();
  }

  @Test
  void twoPeopleEndAReversalThatNoBankAnswers() {
    leaveReversing();
    String approval = asked("reversed", "").path("approval");
    TestApprover.enrolled().sign(approval);
    assertThat(shop.look(purchase.id()).<String>path("reversal")).isEqualTo("pending");

    assertThat(TestApprover.enrolled().sign(approval).<String>path("state")).isEqualTo("done");

    assertThat(shop.look(purchase.id()).<String>path("reversal")).isEqualTo("done");
    assertThat(shop.look(purchase.id()).<String>path("state")).isEqualTo("failed");
    assertThat(tables.read("select state from card_hold where payment_id = ?1", purchase.uuid()))
        .isEqualTo("RELEASED");
    assertThat(actions()).contains("payment_resolved");
    assertThat(unanswered()).doesNotContain(purchase.id());
  }

  @Test
  void whatTheBankAnswersMeanwhileIsNotResolved() {
    leaveReversing();
    String approval = asked("reversed", "").path("approval");
    TestApprover.enrolled().sign(approval);
    bank.answersAgain();
    tables.await("DONE", "select reversal from payment where payment_id = ?1", purchase.uuid());

    assertThat(TestApprover.enrolled().sign(approval).<String>path("code")).isEqualTo("conflict");
    assertThat(actions()).doesNotContain("payment_resolved");
  }

  @Test
  void ofRefundsOneIsNamedAndEndsAsTheEvidenceSays() {
    assertThat(visitor.outcome(purchase)).isEqualTo("approved");
    bank.staysSilent(1_000);
    String one = shop.giveBack(purchase, 500);
    String other = shop.giveBack(purchase, 700);
    awaitTried(2);

    assertThat(asked("refunded", "").<String>path("code")).isEqualTo("conflict");
    assertThat(asked("reversed", "").<String>path("code")).isEqualTo("conflict");
    signed(asked("refunded", one));
    signed(asked("not_refunded", other));

    assertThat(shop.refunded(purchase, one)).isEqualTo("succeeded");
    assertThat(shop.refunded(purchase, other)).isEqualTo("declined");
    assertThat(asked("refunded", one).<String>path("code")).isEqualTo("conflict");
  }

  @Test
  void whatCanNotBeResolvedIsNotEvenAskedFor() {
    assertThat(visitor.outcome(purchase)).isEqualTo("approved");

    assertThat(asked("reversed", "").statusCode()).isEqualTo(409);
    assertThat(asked("approved", "").statusCode()).isEqualTo(400);
    assertThat(asked(TestTokens.operator(), purchase.id(), "reversed", "", "").statusCode())
        .isEqualTo(400);
    assertThat(
            asked(TestTokens.operator(), "pay_00000000000000000000000000", "reversed", "", LETTER)
                .statusCode())
        .isEqualTo(404);
    assertThat(asked(TestTokens.auditor(), purchase.id(), "reversed", "", LETTER).statusCode())
        .isEqualTo(403);
  }

  private void leaveReversing() {
    Shopper shopper = shoppers.withCard();
    purchase = shop.sell(shopper.alias(), 1999);
    visitor.at(shop, purchase);
    bank.staysSilent(1_000);
    visitor.prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper));
    assertThat(visitor.outcome(purchase)).isEqualTo("failed");
    awaitTried(1);
  }

  /** Reversals and refunds of the payment that were sent once and not answered. */
  private void awaitTried(long count) {
    tables.await(
        count,
        "select count(*) from exchange where family_id = ?1 and kind in ('REVERSAL', 'REFUND')"
            + " and state in ('SENDING', 'WAITING')",
        purchase.uuid());
  }

  private static void signed(Response asked) {
    assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(202);
    String approval = asked.path("approval");
    TestApprover.enrolled().sign(approval);
    assertThat(TestApprover.enrolled().sign(approval).<String>path("state")).isEqualTo("done");
  }

  private Response asked(String as, String refund) {
    return asked(TestTokens.operator(), purchase.id(), as, refund, LETTER);
  }

  private static Response asked(
      String token, String payment, String as, String refund, String reason) {
    var body = new HashMap<String, String>(Map.of("as", as, "reason", reason));
    if (!refund.isEmpty()) {
      body.put("refund", refund);
    }
    return admin(token).body(body).post("/admin/v1/payments/" + payment + "/resolve");
  }

  private List<String> actions() {
    return api(TestTokens.auditor())
        .get("/admin/v1/payments/" + purchase.id())
        .jsonPath()
        .getList("audit.action");
  }

  private static List<String> unanswered() {
    return api(TestTokens.auditor())
        .get("/admin/v1/unanswered?minutes=0")
        .jsonPath()
        .getList("items.about");
  }
}
