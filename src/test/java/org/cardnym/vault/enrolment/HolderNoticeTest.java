package org.cardnym.vault.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.TestDoors.admin;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cardnym.vault.Inbox;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.audit.AuditTrail;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.HouseBank;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whoever has a card's data alone can't enrol it without its bank being told to tell its holder.
 */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class HolderNoticeTest {
  private static final String OWED =
      "select count(*) from exchange where payer_id = ?1 and kind = 'HOLDER_NOTICE'";
  private static final String TAKEN = OWED + " and outcome = 'ACKNOWLEDGED'";

  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject HouseBank bank;
  @Inject Tables tables;
  @Inject AuditTrail trail;
  private Inbox inbox;
  private Shopper shopper;
  private Registrant page;

  @BeforeEach
  void open() {
    house.open();
    inbox = Inbox.open();
    shopper = shoppers.withoutCard();
    page = new Registrant(inbox, shopper.email());
    Registrant.done(page.signIn(shopper.alias(), Shoppers.PASSWORD, shoppers.freshCode(shopper)));
  }

  @AfterEach
  void close() {
    inbox.close();
  }

  @Test
  void theBankOfACardThatWasOnlyComparedIsToldToTellItsHolder() {
    bank.comparesOnly();
    Instant before = Instant.now().minusSeconds(1);

    String card = add().path("card");

    tables.await(1L, TAKEN, shopper.id());
    assertThat(bank.noticesOf(card)).hasSize(1);
    Map<String, Object> notice = bank.noticesOf(card).getFirst();
    assertThat(Instant.parse((String) Objects.requireNonNull(notice.get("enrolledAt"))))
        .isBetween(before, Instant.now());
    String name = shopper.alias();
    assertThat(notice)
        .containsEntry("alias", name.charAt(0) + "…" + name.charAt(name.length() - 1));
    assertThat(notice.toString()).doesNotContain(CardForms.VISA, name, shopper.email());
    assertThat(
            tables.read(
                "select content from exchange where payer_id = ?1 and kind = 'HOLDER_NOTICE'",
                shopper.id()))
        .as("once the bank has taken it")
        .asString()
        .contains(card)
        .doesNotContain("alias", "…");
    assertThat(trail.page(null, card, 20))
        .extracting(AuditTrail.Entry::action)
        .contains("HOLDER_NOTICE_OWED", "HOLDER_NOTICE_TAKEN");
  }

  @Test
  void aHolderWhoAgreedOrACardThatWasDeclinedNeedsNone() {
    bank.declines("82");
    assertThat(add().statusCode()).isEqualTo(422);

    assertThat(add().<String>path("state")).isEqualTo("active");

    assertThat(tables.read(OWED, shopper.id())).isEqualTo(0L);
  }

  @Test
  void aCodeThatProvesNoHolderLeavesTheNoticeOwed() {
    bank.asksForCode("ref-1");
    String card = add().path("card");
    assertThat(tables.read(OWED, shopper.id())).as("before the code").isEqualTo(0L);
    bank.comparesOnly();

    Response right =
        page.post("card/code", "{\"card\":\"%s\",\"code\":\"246810\"}".formatted(card));

    assertThat(right.<String>path("state")).isEqualTo("limited");
    tables.await(1L, TAKEN, shopper.id());
    assertThat(bank.noticesOf(card)).hasSize(1);
  }

  @Test
  void aSilentBankHoldsUpNoEnrolmentIsListedAndAskedAgain() {
    bank.silentToNotices(2);
    bank.comparesOnly();

    Response added = add();

    assertThat(added.<String>path("state")).isEqualTo("limited");
    String message = owedTo(0).getFirst();
    assertThat(owedTo(1)).as("younger than a minute").isEmpty();
    tables.await(1L, TAKEN, shopper.id());
    List<Map<String, Object>> notices = bank.noticesOf(added.path("card"));
    assertThat(notices).extracting(each -> each.get("messageId")).hasSize(3).containsOnly(message);
    assertThat(notices).extracting(each -> each.get("repeat")).containsExactly(0L, 1L, 2L);
    assertThat(notices)
        .extracting(each -> each.get("enrolledAt"))
        .containsOnly(notices.getFirst().get("enrolledAt"));
    assertThat(owedTo(0)).isEmpty();
  }

  @Test
  void aListThatIsNoneIsRefusedAndStrangersSeeNone() {
    admin(TestTokens.auditor()).get("/admin/v1/unanswered?minutes=x").then().statusCode(400);
    admin(TestTokens.merchant("somebody")).get("/admin/v1/unanswered").then().statusCode(403);
  }

  @ParameterizedTest
  @CsvSource({"kestrel, k…l", "otter, o…", "a, a…", "sonnig, s…g", "日本語の名前, 日…前", "😀cats!!, 😀…!"})
  void aMaskedNameShowsItsEndsAtMost(String name, String masked) {
    assertThat(MaskedName.of(name)).isEqualTo(masked);
  }

  private List<String> owedTo(int minutes) {
    String payer = TypeId.of(IdKind.PAYER, shopper.id());
    return admin(TestTokens.auditor())
        .get("/admin/v1/unanswered?minutes=" + minutes)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList(
            "items.findAll { it.about == '" + payer + "' && it.kind == 'holder-notice' }.message");
  }

  private Response add() {
    return page.post("card", CardForms.of(CardForms.VISA, "123"));
  }
}
