package org.cardnym.vault.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.cardnym.vault.Inbox;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.issuer.HouseBank;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class AddCardTest {
  private static final String VISA = CardForms.VISA;

  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject HouseBank bank;
  @Inject Tables tables;
  private Inbox inbox;
  private Shopper shopper;
  private Registrant page;

  @BeforeEach
  void open() {
    house.open();
    inbox = Inbox.open();
    shopper = shoppers.withoutCard();
    page = signedIn(shopper);
  }

  @AfterEach
  void close() {
    inbox.close();
  }

  @Test
  void aCardWhoseHolderAgreedIsActiveAndItsOwnerIsTold() {
    Response added = add(VISA, "123");

    assertThat(added.statusCode()).isEqualTo(200);
    assertThat(added.<String>path("state")).isEqualTo("active");
    assertThat(state()).isEqualTo("ACTIVE");
    assertThat(Inbox.text(inbox.await(shopper.email(), "A card was added"))).isNotEmpty();
  }

  @Test
  void theCodeGoesToTheBankOnceAndIsKeptNowhere() {
    Response added = add(VISA, "739");

    List<Map<String, Object>> messages = bank.receivedFor(added.path("card"));
    assertThat(messages).hasSize(1);
    assertThat(messages.getFirst().toString()).contains("739", VISA);
    for (String table :
        List.of(
            "card",
            "exchange",
            "payer",
            "notice",
            "audit_entry",
            "limit_counter",
            "page_session")) {
      assertThat(tables.rows(table).toString())
          .as(table)
          .doesNotContain(
              VISA,
              HexFormat.of().formatHex(VISA.getBytes(StandardCharsets.US_ASCII)),
              "verificationCode");
    }
  }

  @Test
  void aCardThatWasOnlyComparedIsLimited() {
    bank.comparesOnly();

    assertThat(add(VISA, "123").<String>path("state")).isEqualTo("limited");
    assertThat(state()).isEqualTo("LIMITED");
  }

  @Test
  void aBankThatDrainsIsNotAskedAndThePageMaySaySo() {
    bank.drain();
    try {
      Response refused = add(VISA, "123");

      assertThat(refused.statusCode()).isEqualTo(409);
      assertThat(refused.<String>path("code")).isEqualTo("bank_draining");
      assertThat(bank.received()).isEmpty();
      assertThat(cards()).isZero();
      assertThat(told(add("2223003122003222", "123"))).as("no bank").contains("card_not_added");
    } finally {
      bank.resume();
    }
    assertThat(add(VISA, "123").<String>path("state")).isEqualTo("active");
  }

  @Test
  void whateverIsWrongThereIsOneAnswerAndNoCardStays() {
    bank.declines("82");
    String declined = told(add(VISA, "123"));
    bank.staysSilent(1);
    String silent = told(add("4012888888881881", "123"));
    bank.unreachable();
    String unreachable = told(add("5555555555554444", "123"));
    bank.reachable();
    house.forgetTries();

    assertThat(declined).startsWith("422").contains("card_not_added");
    assertThat(silent).isEqualTo(declined);
    assertThat(unreachable).isEqualTo(declined);
    assertThat(told(add("2223003122003222", "123"))).as("no bank").isEqualTo(declined);
    assertThat(told(add("4242424242424242", "123"))).as("not a test number").isEqualTo(declined);
    assertThat(told(add("4111111111111112", "123"))).as("no number").isEqualTo(declined);
    assertThat(told(add(VISA, "12"))).as("no code").isEqualTo(declined);
    assertThat(told(page.post("card", CardForms.of(VISA, "123", "2020-01"))))
        .as("expired")
        .isEqualTo(declined);
    assertThat(told(page.post("card", "{}"))).as("nothing").isEqualTo(declined);
    assertThat(cards()).isZero();
  }

  @Test
  void theBanksOwnCodeMakesTheCardActive() {
    String card = asked();
    assertThat(state()).isEqualTo("WAITING");

    Response right = code(card, "246810");

    assertThat(right.<String>path("state")).isEqualTo("active");
    assertThat(state()).isEqualTo("ACTIVE");
    Map<String, Object> second = bank.receivedFor(card).get(1);
    assertThat(second)
        .containsEntry("kind", "verification-code")
        .containsEntry("reference", "ref-1")
        .doesNotContainKey("card");
    assertThat(checks()).isZero();
  }

  @Test
  void aWrongCodeOfTheBankMayBeTriedAgain() {
    String card = asked();
    bank.declines("82");

    refused(code(card, "111111"), 422, "code_wrong");
    assertThat(state()).isEqualTo("WAITING");
    assertThat(code(card, "246810").<String>path("state")).isEqualTo("active");
  }

  @Test
  void afterFiveWrongCodesTheCardIsGone() {
    String card = asked();
    for (int i = 0; i < 4; i++) {
      bank.declines("82");
      refused(code(card, "11111" + i), 422, "code_wrong");
    }
    bank.declines("82");

    refused(code(card, "111114"), 422, "card_not_added");
    assertThat(cards()).isZero();
    assertThat(checks()).isZero();
    refused(code(card, "246810"), 422, "card_not_added");
    assertThat(bank.receivedFor(card)).hasSize(6);
  }

  @Test
  void whereTheBankDoesNotAnswerTheCodeMayBeTriedAgain() {
    String card = asked();
    bank.staysSilent(1);

    refused(code(card, "246810"), 503, "unavailable");
    assertThat(code(card, "246810").<String>path("state")).isEqualTo("active");
  }

  @Test
  void aCodeThatComesTooLateIsNotTaken() {
    String card = asked();
    TestClock.ahead(Duration.ofMinutes(14));

    refused(code(card, "246810"), 422, "card_not_added");
    assertThat(bank.receivedFor(card)).hasSize(1);
  }

  @Test
  void anotherPayersCardTakesNoCode() {
    String card = asked();
    Registrant other = signedIn(shoppers.withoutCard());

    Response answer =
        other.post("card/code", "{\"card\":\"%s\",\"code\":\"246810\"}".formatted(card));

    refused(answer, 422, "card_not_added");
    assertThat(state()).isEqualTo("WAITING");
  }

  @Test
  void aCardNumberIsTriedFiveTimesADayWhoeverTries() {
    for (int i = 0; i < 5; i++) {
      bank.declines("14");
      add(VISA, "123");
    }
    int heard = bank.received().size();
    Registrant other = signedIn(shoppers.withoutCard());

    refused(other.post("card", CardForms.of(VISA, "123")), 422, "card_not_added");
    assertThat(bank.received()).hasSize(heard);
  }

  @Test
  void aContactTriesFiveCardsADay() {
    for (String number :
        List.of(
            VISA, "4012888888881881", "5555555555554444", "5105105105105100", "378734493671000")) {
      bank.declines("14");
      add(number, number.startsWith("37") ? "1234" : "123");
    }
    int heard = bank.received().size();

    refused(add("6011111111111117", "123"), 422, "card_not_added");
    assertThat(bank.received()).hasSize(heard);
  }

  @Test
  void withoutAProofInThisSessionNoCardIsAdded() {
    refused(new Registrant(inbox).post("card", CardForms.of(VISA, "123")), 401, "session_ended");
    TestClock.ahead(Duration.ofMinutes(10));
    page.view();
    TestClock.ahead(Duration.ofMinutes(16));

    refused(add(VISA, "123"), 403, "proof_too_old");
    assertThat(cards()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "-1, 5", "1000, 500"})
  void limitsThatAreNoneAreRefused(long perPayment, long perDay) {
    String form =
        CardForms.of(VISA, "123")
            .replace("50000", Long.toString(perPayment))
            .replace("100000", Long.toString(perDay));

    refused(page.post("card", form), 422, "limit_unfit");
  }

  private Registrant signedIn(Shopper who) {
    var registrant = new Registrant(inbox, who.email());
    Registrant.done(registrant.signIn(who.alias(), Shoppers.PASSWORD, shoppers.freshCode(who)));
    return registrant;
  }

  private Response add(String number, String code) {
    return page.post("card", CardForms.of(number, code));
  }

  private String asked() {
    bank.asksForCode("ref-1");
    Response added = add("5555555555554444", "123");
    assertThat(added.<String>path("state")).isEqualTo("code_required");
    return added.path("card");
  }

  private Response code(String card, String code) {
    return page.post("card/code", "{\"card\":\"%s\",\"code\":\"%s\"}".formatted(card, code));
  }

  private Object state() {
    return tables.read("select state from card where payer_id = ?1", shopper.id());
  }

  private long cards() {
    return (Long) tables.read("select count(*) from card where payer_id = ?1", shopper.id());
  }

  private long checks() {
    return (Long) tables.read("select count(*) from card_check where payer_id = ?1", shopper.id());
  }

  private static String told(Response answer) {
    return answer.statusCode() + answer.asString().replaceAll("\"request\":\"[^\"]*\"", "");
  }

  private static void refused(Response answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.<String>path("code")).isEqualTo(code);
  }
}
