package org.cardnym.vault.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.account.Holder.done;
import static org.cardnym.vault.account.Holder.refused;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.cardnym.vault.Inbox;
import org.cardnym.vault.Phones;
import org.cardnym.vault.Phones.Text;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.WithSms;
import org.cardnym.vault.account.Holder;
import org.cardnym.vault.payer.Payers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a payer does to their mobile number. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(WithSms.class)
class MobileChangesTest {
  private static final String MOBILE = "security/mobile";
  private static final Duration STALE = Duration.ofMinutes(6);

  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject Payers payers;
  @Inject Tables tables;
  private Phones phones;
  private Shopper shopper;
  private Holder holder;
  private String number;

  @BeforeEach
  void open() {
    house.forgetTries();
    phones = Phones.open();
    shopper = shoppers.withoutCard();
    holder = Holder.signedIn(shoppers, shopper);
    number = Phones.freshNumber();
  }

  @AfterEach
  void close() {
    phones.close();
  }

  @Test
  void oneThatIsConfirmedIsShownByItsEndAndToldByMail() {
    try (Inbox inbox = Inbox.open()) {
      Response begun = begin(number);
      Text text = phones.await(number);

      assertThat(begun.statusCode()).as(begun.asString()).isEqualTo(200);
      assertThat(begun.<String>path("number")).isEqualTo(text.number());
      assertThat(text.text())
          .startsWith(text.code() + " adds this phone to a Cardnym account.")
          .endsWith("\n@localhost #" + text.code());
      assertThat(holder.ask(MOBILE).<String>path("end")).as("not yet").isNull();
      done(confirm(text.code()));

      assertThat(Inbox.text(inbox.await(shopper.email(), "was added")))
          .contains("A mobile number ending in " + number.substring(number.length() - 3))
          .doesNotContain(number.substring(1));
    }
    Response shown = holder.ask(MOBILE);
    assertThat(shown.<String>path("end")).isEqualTo(number.substring(number.length() - 3));
    assertThat(shown.asString()).doesNotContain(number.substring(1));
    assertThat(Instant.parse(shown.path("confirmedAt"))).isBeforeOrEqualTo(Instant.now());
    assertThat(audited("MOBILE_ADDED")).isEqualTo(1L);
  }

  @Test
  void aCodeIsGoodOnceForTenMinutesAndTheNewestOnly() {
    begin(number);
    String first = phones.await(number).code();
    begin(number);
    String second = phones.await(number, 2).getLast().code();

    refused(confirm(first), 422, "code_wrong");
    TestClock.ahead(Duration.ofMinutes(11));
    done(holder.prove(Shoppers.PASSWORD, shoppers.freshCode(shopper, Duration.ofMinutes(11))));
    refused(confirm(second), 422, "code_wrong");
    TestClock.ahead(Duration.ZERO);
    holder.proveAgain();
    done(confirm(second));
    refused(confirm(second), 422, "code_wrong");
    assertThat(audited("MOBILE_ADDED")).isEqualTo(1L);
  }

  @Test
  void fiveWrongOnesAndTheRightOneIsWorthNothing() {
    begin(number);
    String code = phones.await(number).code();
    for (int i = 0; i < 5; i++) {
      refused(confirm("00000000"), 422, "code_wrong");
    }

    refused(confirm(code), 422, "code_wrong");
    assertThat(holder.ask(MOBILE).<String>path("end")).isNull();
  }

  @Test
  void anothersCodeAndNoneAreWrong() {
    begin(number);
    String code = phones.await(number).code();
    Holder others = Holder.signedIn(shoppers, shoppers.withoutCard());
    refused(
        others.post(MOBILE + "/confirm", "{\"code\":\"%s\"}".formatted(code)), 422, "code_wrong");
    String theirs = Phones.freshNumber();
    others.post(MOBILE + "/begin", "{\"number\":\"%s\"}".formatted(theirs));
    phones.await(theirs);

    refused(
        others.post(MOBILE + "/confirm", "{\"code\":\"%s\"}".formatted(code)), 422, "code_wrong");
    done(confirm(code));
  }

  @Test
  void addingAndRemovingWantAFreshProof() {
    added(number);
    begin(number);
    String code = phones.await(number, 2).getLast().code();
    TestClock.ahead(STALE);

    refused(begin(number), 403, "proof_too_old");
    refused(confirm(code), 403, "proof_too_old");
    refused(holder.post(MOBILE + "/remove"), 403, "proof_too_old");
    assertThat(holder.ask(MOBILE).<String>path("end")).isNotNull();
  }

  @Test
  void noneIsAddedInTheDayAfterARecoveryButOneIsRemoved() {
    added(number);
    begin(number);
    String code = phones.await(number, 2).getLast().code();
    QuarkusTransaction.requiringNew()
        .run(() -> payers.tighten(shopper.id(), Instant.now().plus(Duration.ofDays(1))));

    refused(begin(number), 403, "recovered_recently");
    refused(confirm(code), 403, "recovered_recently");
    done(holder.post(MOBILE + "/remove"));
  }

  @Test
  void aRemovedOneIsGoneAndToldByMail() {
    added(number);
    try (Inbox inbox = Inbox.open()) {
      done(holder.post(MOBILE + "/remove"));

      assertThat(Inbox.text(inbox.await(shopper.email(), "was removed")))
          .contains("ending in " + number.substring(number.length() - 3));
    }
    assertThat(holder.ask(MOBILE).asString()).isEqualTo("{}");
    refused(holder.post(MOBILE + "/remove"), 404, "not_found");
    assertThat(audited("MOBILE_REMOVED")).isEqualTo(1L);
  }

  @Test
  void anotherTakesTheFirstOnesPlaceOnceItIsConfirmed() {
    added(number);
    String another = Phones.freshNumber();
    begin(another);
    String code = phones.await(another).code();
    assertThat(holder.ask(MOBILE).<String>path("end"))
        .isEqualTo(number.substring(number.length() - 3));

    done(confirm(code));

    assertThat(holder.post("export").<String>path("person.mobile")).isEqualTo(another);
    assertThat(tables.read("select count(*) from mobile_number where payer_id = ?1", shopper.id()))
        .isEqualTo(1L);
  }

  @Test
  void whatIsNoNumberIsNotCountedAndFiveADayAre() {
    for (int i = 0; i < 6; i++) {
      refused(begin("0151 23456789"), 422, "mobile_unfit");
    }
    for (int i = 0; i < 5; i++) {
      assertThat(begin(Phones.freshNumber()).statusCode()).isEqualTo(200);
    }

    refused(begin(number), 429, "too_many_requests");
    refused(holder.post(MOBILE + "/begin"), 400, "malformed");
    refused(holder.post(MOBILE + "/confirm"), 400, "malformed");
  }

  @Test
  void withoutASessionThereIsNothing() {
    var stranger = new Visitor();

    refused(stranger.ask("/account/" + MOBILE), 401, "session_ended");
    refused(stranger.send("/account/" + MOBILE + "/remove", "{}"), 401, "session_ended");
  }

  @Test
  void thePageHasItsPlace() {
    assertThat(holder.visitor.get("/account/security").asString())
        .contains("id=\"mobile-form\"", "mobile.js", "Mobile number");
  }

  @Test
  void nothingStaysOfOneWhoLeaves() {
    added(number);

    done(holder.close(shopper.alias()));

    assertThat(tables.read("select count(*) from mobile_number where payer_id = ?1", shopper.id()))
        .isEqualTo(0L);
  }

  private void added(String mobile) {
    begin(mobile);
    done(confirm(phones.await(mobile).code()));
  }

  private Response begin(String mobile) {
    return holder.post(MOBILE + "/begin", "{\"number\":\"%s\"}".formatted(mobile));
  }

  private Response confirm(String code) {
    return holder.post(MOBILE + "/confirm", "{\"code\":\"%s\"}".formatted(code));
  }

  private Object audited(String action) {
    return tables.read(
        "select count(*) from audit_entry where actor = ?1 and action = ?2",
        Payers.actor(shopper.id()),
        action);
  }
}
