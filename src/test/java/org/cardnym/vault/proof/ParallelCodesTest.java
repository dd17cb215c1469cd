package org.cardnym.vault.proof;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.account.Holder.done;
import static org.cardnym.vault.limit.Limit.BANK_CODE_TRIES;
import static org.cardnym.vault.limit.Limit.CARD_TRIES_PER_CONTACT;
import static org.cardnym.vault.limit.Limit.CONTACT_CODE_TRIES;
import static org.cardnym.vault.limit.Limit.MOBILE_CODE_TRIES;
import static org.cardnym.vault.limit.Limit.RECOVERY_TRIES;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.cardnym.vault.Inbox;
import org.cardnym.vault.Phones;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.account.Holder;
import org.cardnym.vault.enrolment.CardForms;
import org.cardnym.vault.intake.ImportDoor;
import org.cardnym.vault.intake.TestFile;
import org.cardnym.vault.issuer.HouseBank;
import org.cardnym.vault.limit.Limit;
import org.cardnym.vault.otp.App;
import org.cardnym.vault.session.PageSessions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The same of secrets that belong to no name's doors: codes that were mailed, what recovers an
 * account, what a bank asks for. Five at most are judged, and afterwards the right one is worth
 * nothing.
 */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(OneBusyAddress.class)
class ParallelCodesTest {
  private static final long JUDGED = 5;
  private static final String WRONG = "not the password";
  private static final String NEW = "nine herons over the weir";
  private static final AtomicInteger COUNTER = new AtomicInteger();

  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject HouseBank bank;
  @Inject MeterRegistry meters;
  private final Visitor visitor = new Visitor();
  private Inbox inbox;

  @BeforeEach
  void open() {
    house.open();
    inbox = Inbox.open();
  }

  @AfterEach
  void close() {
    inbox.close();
  }

  @ParameterizedTest
  @CsvSource({
    "00000000, \"code\":\"APP\"",
    "MAIL, \"code\":\"000000\"",
    "MAIL, \"recoveryCode\":\"0000-0000-0000-0000\""
  })
  @Guessed(at = "POST /account/recover/password", by = RECOVERY_TRIES)
  void ofTwoHundredGuessesAtWhatSetsANewPasswordAtMostFiveAreJudged(String mailed, String further)
      throws Exception {
    Recovered recovered = begun();
    String guess =
        recovered.body(
            mailed.replace("MAIL", recovered.mailed()),
            further.replace("APP", shoppers.freshCode(recovered.shopper())),
            NEW);

    judgedAtMostFiveTimes(RECOVERY_TRIES, 403, "/account/recover/password", Map.of(), guess);

    String app = "\"code\":\"" + shoppers.freshCode(recovered.shopper()) + "\"";
    refused(
        visitor.send("/account/recover/password", recovered.body(recovered.mailed(), app, NEW)),
        403,
        "proof_failed");
  }

  @Test
  @Guessed(at = "POST /account/recover/app", by = RECOVERY_TRIES)
  void ofTwoHundredGuessesAtWhatSetsUpANewAppAtMostFiveAreJudged() throws Exception {
    Recovered recovered = begun();
    String sheet = "\"recoveryCode\":\"" + recovered.sheet().getFirst() + "\"";
    String guess = recovered.body(recovered.mailed(), sheet, WRONG);

    judgedAtMostFiveTimes(RECOVERY_TRIES, 403, "/account/recover/app", Map.of(), guess);

    refused(
        visitor.send(
            "/account/recover/app", recovered.body(recovered.mailed(), sheet, Shoppers.PASSWORD)),
        403,
        "proof_failed");
  }

  @Test
  @Guessed(at = "POST /account/recover/app/confirm", by = RECOVERY_TRIES)
  void ofTwoHundredFirstCodesOfANewAppAtMostFiveAreJudged() throws Exception {
    Recovered recovered = begun();
    String sheet = "\"recoveryCode\":\"" + recovered.sheet().getFirst() + "\"";
    Response app =
        visitor.send(
            "/account/recover/app", recovered.body(recovered.mailed(), sheet, Shoppers.PASSWORD));
    assertThat(app.statusCode()).as(app.asString()).isEqualTo(200);
    String confirm =
        "{\"recovery\":\"%s\",\"next\":\"%s\",\"code\":\"CODE\"}"
            .formatted(recovered.id(), app.<String>path("next"));

    Map<Integer, Long> told =
        told("/account/recover/app/confirm", Map.of(), confirm.replace("CODE", "000000"));

    assertThat(told).containsOnlyKeys(422, 403);
    assertThat(told.get(422)).isLessThanOrEqualTo(JUDGED);
    String right = App.type(app.path("secret")).code();
    refused(
        visitor.send("/account/recover/app/confirm", confirm.replace("CODE", right)),
        403,
        "proof_failed");
  }

  @Test
  @Guessed(at = "POST /account/recover/moved-in", by = RECOVERY_TRIES)
  void ofTwoHundredCodesOfOneWhoWasMovedInAtMostFiveAreJudged() throws Exception {
    TestFile moved = ImportDoor.moved(bank, 1);
    Response begun =
        visitor.send("/account/recover/begin", "{\"alias\":\"" + moved.alias(1) + "\"}");
    String right = Inbox.code(inbox.await(moved.email(1)));
    String body =
        "{\"recovery\":\"%s\",\"contactCode\":\"CODE\"}".formatted(begun.<String>path("recovery"));

    judgedAtMostFiveTimes(
        RECOVERY_TRIES,
        403,
        "/account/recover/moved-in",
        Map.of(),
        body.replace("CODE", "00000000"));

    refused(
        visitor.send("/account/recover/moved-in", body.replace("CODE", right)),
        403,
        "proof_failed");
  }

  @Test
  @Guessed(at = "POST /enrol/contact/confirm", by = CONTACT_CODE_TRIES)
  void ofTwoHundredCodesOfAContactAtMostFiveAreJudged() throws Exception {
    String right = registers();

    judgedAtMostFiveTimes(
        CONTACT_CODE_TRIES, 422, "/enrol/contact/confirm", session(), "{\"code\":\"00000000\"}");

    refused(
        visitor.send("/enrol/contact/confirm", "{\"code\":\"" + right + "\"}"), 422, "code_wrong");
  }

  @Test
  @Guessed(at = "POST /account/security/mobile/confirm", by = MOBILE_CODE_TRIES)
  void ofTwoHundredCodesOfAMobileNumberAtMostFiveAreJudged() throws Exception {
    Holder holder = Holder.signedIn(shoppers, shoppers.withoutCard());
    String number = Phones.freshNumber();
    try (Phones phones = Phones.open()) {
      holder.post("security/mobile/begin", "{\"number\":\"%s\"}".formatted(number));
      String right = phones.await(number).code();

      judgedAtMostFiveTimes(
          MOBILE_CODE_TRIES,
          422,
          "/account/security/mobile/confirm",
          Map.of(PageSessions.COOKIE, holder.session()),
          "{\"code\":\"00000000\"}");

      refused(
          holder.post("security/mobile/confirm", "{\"code\":\"%s\"}".formatted(right)),
          422,
          "code_wrong");
    }
  }

  @Test
  @Guessed(at = "POST /enrol/otp/confirm", by = CONTACT_CODE_TRIES)
  void ofTwoHundredFirstCodesOfARegistrationAtMostFiveAreJudged() throws Exception {
    done(visitor.send("/enrol/contact/confirm", "{\"code\":\"" + registers() + "\"}"));
    String alias = "heron-" + UUID.randomUUID().toString().replaceAll("[0-9-]", "") + "-x";
    done(visitor.send("/enrol/alias", "{\"alias\":\"" + alias + "\"}"));
    done(visitor.send("/enrol/password", "{\"password\":\"" + NEW + "\"}"));
    App app = App.type(visitor.send("/enrol/otp", "{}").path("secret"));

    Map<Integer, Long> told = told("/enrol/otp/confirm", session(), "{\"code\":\"000000\"}");

    assertThat(told).containsOnlyKeys(422, 429);
    assertThat(told.get(422)).isLessThanOrEqualTo(JUDGED);
    assertThat(visitor.send("/enrol/otp/confirm", "{\"code\":\"" + app.code() + "\"}").statusCode())
        .isEqualTo(429);
  }

  @Test
  @Guessed(at = "POST /enrol/card", by = CARD_TRIES_PER_CONTACT)
  void ofTwoHundredVerificationCodesOfACardTheBankHearsAtMostFive() throws Exception {
    signedIn();
    declinesAll();

    assertThat(told("/enrol/card", session(), CardForms.of(CardForms.VISA, "123")))
        .containsOnlyKeys(422);

    assertThat(bank.received()).hasSizeBetween(1, (int) JUDGED);
    int heard = bank.received().size();
    bank.answersAgain();
    refused(
        visitor.send("/enrol/card", CardForms.of(CardForms.VISA, "123")), 422, "card_not_added");
    assertThat(bank.received()).hasSize(heard);
  }

  @Test
  @Guessed(at = "POST /enrol/card/code", by = BANK_CODE_TRIES)
  void ofTwoHundredCodesOfABankItHearsAtMostFive() throws Exception {
    signedIn();
    bank.asksForCode("ref-1");
    String card = visitor.send("/enrol/card", CardForms.of("5555555555554444", "123")).path("card");
    declinesAll();
    String guess = "{\"card\":\"%s\",\"code\":\"111111\"}".formatted(card);

    assertThat(told("/enrol/card/code", session(), guess).keySet()).isSubsetOf(422, 503);

    int heard = bank.receivedFor(card).size();
    assertThat(heard - 1).isBetween(1, (int) JUDGED);
    bank.answersAgain();
    refused(visitor.send("/enrol/card/code", guess), 422, "card_not_added");
    assertThat(bank.receivedFor(card)).hasSize(heard);
  }

  /** A recovery under way, and all that its owner has for it. */
  private record Recovered(Shopper shopper, String id, String mailed, List<String> sheet) {
    String body(String mailed, String further, String password) {
      return "{\"recovery\":\"%s\",\"contactCode\":\"%s\",%s,\"password\":\"%s\"}"
          .formatted(id, mailed, further, password);
    }
  }

  private Recovered begun() {
    Shopper shopper = shoppers.withoutCard();
    List<String> sheet =
        Holder.signedIn(shoppers, shopper).post("security/recovery-codes").path("codes");
    String id =
        visitor
            .send("/account/recover/begin", "{\"alias\":\"" + shopper.alias() + "\"}")
            .path("recovery");
    String mailed = Inbox.code(inbox.await(shopper.email(), "wants to set a new password"));
    return new Recovered(shopper, id, mailed, sheet);
  }

  /** Begins a registration; the code that was mailed. */
  private String registers() {
    String email = "guessed" + COUNTER.incrementAndGet() + "@example.test";
    done(visitor.send("/enrol/contact", "{\"email\":\"%s\"}".formatted(email)));
    return Inbox.code(inbox.await(email));
  }

  private void signedIn() {
    Shopper shopper = shoppers.withoutCard();
    done(
        visitor.send(
            "/enrol/sign-in",
            "{\"alias\":\"%s\",\"password\":\"%s\",\"code\":\"%s\"}"
                .formatted(shopper.alias(), Shoppers.PASSWORD, shoppers.freshCode(shopper))));
  }

  private void declinesAll() {
    for (int i = 0; i < Crowd.SIZE; i++) {
      bank.declines("82");
    }
  }

  private Map<String, String> session() {
    return Map.of(PageSessions.COOKIE, visitor.cookie(PageSessions.COOKIE));
  }

  /** How often the crowd was answered with which status. */
  private static Map<Integer, Long> told(String path, Map<String, String> cookies, String body)
      throws Exception {
    return Crowd.guess((page, i) -> page.post(path, cookies, body)).stream()
        .collect(groupingBy(status -> status, counting()));
  }

  /** Where one answer stands for all, the meter says which were not judged; 503 was no try. */
  private void judgedAtMostFiveTimes(
      Limit limit, int status, String path, Map<String, String> cookies, String body)
      throws Exception {
    double before = refusals(limit);

    var told = new HashMap<>(told(path, cookies, body));

    told.remove(503);
    assertThat(told).containsOnlyKeys(status);
    assertThat(told.getOrDefault(status, 0L) - (refusals(limit) - before))
        .isBetween(1.0, (double) JUDGED);
  }

  private double refusals(Limit limit) {
    return meters.counter("cardnym_limit_refusals", "limit", limit.name()).count();
  }

  private static void refused(Response answer, int status, String code) {
    Holder.refused(answer, status, code);
  }
}
